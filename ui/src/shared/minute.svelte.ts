// A counter that moves every minute: what shows "today" or "3 min ago" reads it and so keeps true.
let count = $state(0);
setInterval(() => (count += 1), 60_000);

export const minute = {
  get count(): number {
    return count;
  },
};
