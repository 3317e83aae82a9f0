// M8: what a letter links to is opened however its scheme is written, and nothing but what a letter may rightly hold.
import { expect, test, vi } from 'vitest';

const opened: string[] = [];
vi.mock('@tauri-apps/plugin-opener', () => ({ openUrl: async (url: string) => void opened.push(url), openPath: async () => undefined }));
vi.stubGlobal('__TAURI_INTERNALS__', {});
const { openAddress } = await import('./os.ts');

test('m8_an_address_with_a_large_scheme_opens', async () => {
  for (const url of ['HTTP://Promin.example/Прайс', 'Mailto:Office@promin.example', 'javascript:alert(1)', 'FILE:///etc/passwd']) await openAddress(url);
  expect(opened).toEqual(['http://Promin.example/Прайс', 'mailto:Office@promin.example']);
});
