// C1: PDFs of clients and letters are looked at in the window; one that cannot be shown says why.
import { readFileSync } from 'node:fs';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answer, begin } from '../../test/office-b.ts';
import { pdfOf } from '../../test/pdf/make.ts';
import ClientFiles from '../clients/ClientFiles.svelte';
import type { ClientFile } from '../ipc/types.ts';
import Files from '../letters/Files.svelte';
import { mostPages, open, textOf } from './document.ts';
import { isPdf, mostBytes } from './fault.ts';
import PdfDialog from './PdfDialog.svelte';

// jsdom has no workers: pdf.js reads in this thread. It cannot draw either; what is asked to be drawn is noted.
const drawn = vi.hoisted(() => [] as number[]);
vi.mock('./worker.ts', () => ({ newWorker: () => null }));
vi.mock('./document.ts', async (original) => {
  const real = await original<typeof import('./document.ts')>();
  return {
    ...real,
    open: async (data: Uint8Array, port: Worker | null) => ({
      ...(await real.open(data, port)),
      draw: async (number: number) => {
        drawn.push(number);
        return { size: { width: 595, height: 842 }, text: `Text of ${number}` };
      },
    }),
  };
});

let seen: { element: Element; tell: (near: boolean) => void }[] = [];
globalThis.IntersectionObserver = class {
  constructor(private readonly then: (entries: { isIntersecting: boolean }[]) => void) {}
  observe(element: Element): void { seen.push({ element, tell: (isIntersecting) => this.then([{ isIntersecting }]) }); }
  disconnect(): void {}
} as never;

const bytes = pdfOf(['Deskbell 1042', 'Second', 'Third']);
const locked = (): Uint8Array => new Uint8Array(readFileSync('test/pdf/locked.pdf'));
const broken = (): Uint8Array => new TextEncoder().encode('%PDF-1.7 and then nothing that one could read');

Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, get: () => 800 });

beforeEach(() => {
  begin('uk');
  seen = [];
  drawn.length = 0;
});

describe('c1_pdf', () => {
  test('c1_a_real_file_opens_with_its_pages_sizes_and_text', async () => {
    const real = await vi.importActual<typeof import('./document.ts')>('./document.ts');
    const pdf = await real.open(bytes.slice(), null);
    expect([pdf.pages, pdf.size]).toEqual([3, { width: 595, height: 842 }]);
    pdf.close();
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
    expect(await textOf(await document.getPage(1))).toBe('Deskbell 1042');
    expect((await document.getPage(3)).view).toEqual([0, 0, 842, 595]);
  });

  test('c1_a_broken_or_locked_file_says_so', async () => {
    await expect(open(broken(), null)).rejects.toMatchObject({ fault: 'broken' });
    await expect(open(locked(), null)).rejects.toMatchObject({ fault: 'locked' });
    await expect(open(new Uint8Array(0), null)).rejects.toMatchObject({ fault: 'broken' });
    await expect(open(bytes.slice(0, 60), null)).rejects.toMatchObject({ fault: 'broken' });
    const shown = render(PdfDialog, { name: 'рахунок.pdf', read: async () => broken(), onclose: () => undefined });
    expect((await screen.findByRole('alert')).textContent).toMatch(/^Цей PDF пошкоджено/u);
    shown.unmount();
    render(PdfDialog, { name: 'рахунок.pdf', read: async () => locked(), onclose: () => undefined });
    expect((await screen.findByRole('alert')).textContent).toMatch(/захищено паролем/u);
  });

  test('c1_pages_are_drawn_when_they_come_near_and_keys_turn_them', async () => {
    render(PdfDialog, { name: 'рахунок.pdf', read: async () => bytes.slice(), onclose: () => undefined });
    const pages = await screen.findByRole('document', { name: 'рахунок.pdf' });
    screen.getByText('Сторінка 1 з 3');
    expect(drawn).toEqual([]);
    seen[1]?.tell(true);
    await waitFor(() => expect(drawn).toEqual([2]));
    await screen.findByText('Text of 2');
    pages.scrollTo = () => undefined;
    await fireEvent.keyDown(pages, { key: 'PageDown' });
    await screen.findByText('Сторінка 2 з 3');
    await fireEvent.keyDown(pages, { key: 'End' });
    await screen.findByText('Сторінка 3 з 3');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: /Наступна/u }).disabled).toBe(true);
    await fireEvent.keyDown(pages, { key: '+' });
    await screen.findByText('125 %');
    await waitFor(() => expect(drawn).toEqual([2, 2]));
  });

  test('c1_of_a_file_with_no_end_of_pages_the_first_ones_are_shown_and_it_is_said', async () => {
    const many = pdfOf(Array.from({ length: mostPages + 1 }, (_, at) => `Page ${at}`));
    render(PdfDialog, { name: 'книга.pdf', read: async () => many, onclose: () => undefined });
    await screen.findByText(/^Показано лише перші сторінки: 2.?000 із 2.?001/u, undefined, { timeout: 15_000 });
    expect(seen).toHaveLength(mostPages);
  }, 30_000);

  test('c1_a_file_of_a_client_comes_by_pieces_and_a_large_one_is_opened_outside', async () => {
    const file = (part: Partial<ClientFile>): ClientFile => ({ id: 1, name: 'макет.pdf', type: 'application/pdf', size: bytes.length, employee: null, at: 0, preview: false, program: false, ...part });
    const half = Math.floor(bytes.length / 2);
    const base64 = (part: Uint8Array): string => btoa(String.fromCharCode(...part));
    const asked = answer({
      'client_files.list': () => [file({}), file({ id: 2, name: 'плакат.pdf', size: mostBytes + 1 })],
      'client_files.read': ({ position }) => (position === 0 ? { base64: base64(bytes.slice(0, half)) } : position === 1 ? { base64: base64(bytes.slice(half)) } : null),
    });
    render(ClientFiles, { client_id: 7 });
    await fireEvent.click(await screen.findByTitle('Подивитися макет.pdf'));
    await screen.findByText('Сторінка 1 з 3');
    await fireEvent.click(screen.getByRole('button', { name: 'Закрити' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await fireEvent.click(screen.getByTitle('Подивитися плакат.pdf'));
    expect((await screen.findByRole('alert')).textContent).toMatch(/більший за 50 МБ/u);
    expect(asked.filter((one) => one.name === 'client_files.read')).toHaveLength(2);
  });

  test('c1_a_pdf_of_a_letter_is_looked_at_too', async () => {
    const asked = answer({ 'files.read': () => ({ base64: btoa(String.fromCharCode(...bytes)) }) });
    render(Files, { letterId: 5, files: [{ position: 2, name: 'Рахунок.PDF', type: 'application/octet-stream', size: bytes.length, inline: false, program: false, preview: false } as never] });
    await fireEvent.click(screen.getByTitle('Подивитися Рахунок.PDF'));
    await screen.findByText('Сторінка 1 з 3');
    expect(asked.filter((one) => one.name === 'files.read').map((one) => one.args)).toEqual([{ letter_id: 5, position: 2 }]);
    expect(isPdf({ name: 'а.png', type: 'image/png' })).toBe(false);
  });
});
