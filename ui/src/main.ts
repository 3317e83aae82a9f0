// The window's first breath: the door to the office, what is remembered, then the screen.
import { mount } from 'svelte';
import App from './App.svelte';
import { useDoor } from './ipc/call.ts';
import { hearOffice } from './ipc/events.ts';
import { isWriting } from './shared/keys.ts';
import './shared/tokens.css';
import './shared/base.css';

/** What nothing here takes is not shown by the engine in the window's place. */
function refuse(event: DragEvent): void {
  if (event.defaultPrevented) return;
  // Text is dragged into fields as everywhere.
  if (!event.dataTransfer?.types.includes('Files') && isWriting(event.target)) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

async function start(): Promise<void> {
  if (import.meta.env.DEV && import.meta.env['VITE_FAKE']) {
    // Only while developing: the bundle of a release holds nothing of test/.
    useDoor((await import('../test/office.ts')).door);
  } else {
    await hearOffice();
  }
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void start();
