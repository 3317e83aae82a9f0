// How the window is built, served while developing, and tested.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // The locales lie beside ui/, because Rust reads the same files.
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
  clearScreen: false,
  // light-dark() must reach the window as it is written: rewritten for older browsers it follows the system alone, and the
  // theme that a person chose would change nothing.
  build: {
    target: 'es2022', cssTarget: ['chrome123', 'safari17.5'], modulePreload: { polyfill: false }, chunkSizeWarningLimit: 500,
    // The words of three languages are text, not code: by themselves they hide no growth of the first screen.
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'locales', test: /[\\/]locales[\\/]/u }] },
        // pdf.js asks for its reader of JPEG 2000 by this name.
        assetFileNames: ({ names }) => (names.includes('openjpeg_nowasm_fallback.js') ? 'assets/[name][extname]' : 'assets/[name]-[hash][extname]'),
      },
    },
  },
  // What reads a PDF loads a part of itself when a file needs it: only modules can.
  worker: { format: 'es' },
  // Component tests mount in a browser-like document, so Svelte's browser build is asked for.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  test: {
    environment: 'jsdom',
    setupFiles: ['test/setup.ts'],
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 15_000,
  },
});
