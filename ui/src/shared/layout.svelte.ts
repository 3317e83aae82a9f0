// How much room there is: from 1100 px all panes, from 800 px without the client panel, below one pane at a time.
let width = $state(typeof innerWidth === 'number' ? innerWidth : 1360);
window.addEventListener('resize', () => (width = innerWidth));

export const layout = {
  get width(): number {
    return width;
  },
  get wide(): boolean {
    return width >= 1100;
  },
  /** The client panel's width; where there is little room it takes the least. */
  panel(wanted: number): number {
    return width < 1280 ? Math.min(wanted, 230) : wanted;
  },
  /** The list's width: beside the sidebar and the panel the conversation keeps what its head needs. */
  list(wanted: number): number {
    const room = this.wide ? width - 224 - this.panel(268) - 400 : width * 0.42;
    return Math.min(wanted, Math.max(260, room));
  },
  get narrow(): boolean {
    return width < 800;
  },
};
