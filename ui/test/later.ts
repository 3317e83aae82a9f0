// What the window fetches when it is first opened, fetched before a test begins: how long that takes is none of its matter, and
// nothing comes into a window that is gone.
import 'squire-rte';
import '../src/clients/Activity.svelte';
import '../src/imports/ImportPage.svelte';
import '../src/letters/Outside.svelte';
import '../src/mailings/Mailings.svelte';
import '../src/mailings/StartMailing.svelte';
import '../src/settings/Settings.svelte';
