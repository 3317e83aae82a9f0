// D4: the tokens keep the contrast that WCAG AA asks for, on every surface and in both themes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../src/shared/tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/gu)].map(([, name, light, dark]) => [name ?? '', { light: light ?? '', dark: dark ?? '' }]));

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(ink: string, surface: string): number {
  const [low, high] = [luminance(ink), luminance(surface)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('d4_contrast_%s', (theme) => {
  const colour = (name: string): string => tokens.get(name)?.[theme] ?? '';
  it.each(['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad'])('d4_%s_is_readable_everywhere', (ink) => {
    for (const surface of ['page', 'side', 'raised', 'hover', 'chosen', 'note']) {
      expect(contrast(colour(ink), colour(surface)), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  });
  it('d4_the_one_filled_button_is_readable', () => expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5));
});
