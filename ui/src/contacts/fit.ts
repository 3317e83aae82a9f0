// A text field in a dialog is measured before the dialog is shown, when it has no height yet: measured again once it has.

export function fit(area: HTMLTextAreaElement): () => void {
  const look = new ResizeObserver(() => {
    if (area.offsetParent === null) return;
    look.disconnect();
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 2}px`;
  });
  look.observe(area);
  return () => look.disconnect();
}
