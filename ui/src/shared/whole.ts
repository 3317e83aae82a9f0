// What is cut off with "…" (class `cut`) is told whole while the pointer rests on it. Once for the whole window, so that no
// cell and no name has to think of it.
export function tellWhole(): void {
  document.addEventListener('mouseover', ({ target }) => {
    const cut = target instanceof Element ? target.closest<HTMLElement>('.cut') : null;
    if (!cut || cut.scrollWidth <= cut.clientWidth || cut.closest('[title]')) return;
    cut.title = cut.textContent.replace(/\s+/gu, ' ').trim();
    // Rows are used again for others: what was told of one is not said of the next.
    cut.addEventListener('mouseleave', () => cut.removeAttribute('title'), { once: true });
  });
}
