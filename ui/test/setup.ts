// What jsdom lacks of a browser, so that components can be mounted: dialogs, popovers, layout observers.
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';

afterEach(cleanup);

HTMLDialogElement.prototype.showModal ??= function show(this: HTMLDialogElement): void { this.setAttribute('open', ''); };
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement): void { this.removeAttribute('open'); };
Element.prototype.scrollIntoView ??= () => undefined;
globalThis.ResizeObserver ??= class { observe(): void {} unobserve(): void {} disconnect(): void {} };
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener: () => undefined, removeEventListener: () => undefined })) as never;
