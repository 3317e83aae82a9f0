// What is dropped where nothing takes it: the engine would show it in the window's place, and the program would be gone.
import { isWriting } from './keys.ts';

function refuse(event: DragEvent): void {
  if (event.defaultPrevented) return;
  // Text is dragged into fields as everywhere.
  if (!event.dataTransfer?.types.includes('Files') && isWriting(event.target)) return;
  event.preventDefault();
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
}

export function refuseDrops(): () => void {
  for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, refuse);
  return () => { for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, refuse); };
}
