// The window's first breath: the door to the office, what is remembered, then the screen.
import { mount } from 'svelte';
import App from './App.svelte';
import { useDoor } from './ipc/call.ts';
import { hearOffice } from './ipc/events.ts';
import { refuseDrops } from './shared/drops.ts';
import { leaveComposing } from './shared/keys.ts';
import { tellWhole } from './shared/whole.ts';
import './shared/tokens.css';
import './shared/base.css';

async function start(): Promise<void> {
  if (import.meta.env.DEV && import.meta.env['VITE_FAKE']) {
    // Only while developing: the bundle of a release holds nothing of test/.
    useDoor((await import('../test/office.ts')).door);
  } else {
    await hearOffice();
  }
  refuseDrops();
  tellWhole();
  leaveComposing();
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void start();
