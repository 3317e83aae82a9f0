// Plain Svelte 5 in TypeScript: nothing to preprocess beyond what vite does itself.
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default { preprocess: vitePreprocess() };
