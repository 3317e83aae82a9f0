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
  get narrow(): boolean {
    return width < 800;
  },
};
