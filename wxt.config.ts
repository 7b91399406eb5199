import { defineConfig } from 'wxt'
import { EXTENSION_KEY } from './core/contract/extension.ts'
import { panelPage } from './extension/panel-page-build.ts'

export default defineConfig({
  srcDir: 'extension',
  entrypointsDir: 'entrypoints',
  publicDir: 'extension/public',
  outDir: '.output',
  manifestVersion: 3,
  // Every import is written out: the same files run under Node in the tests, where WXT injects nothing.
  imports: false,
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { target: 'chrome141', modulePreload: { polyfill: false } },
    plugins: [panelPage()],
  }),
  manifest: {
    name: 'Ownwords',
    description: 'From open tabs to a cited script in your own voice, in the side panel.',
    // The public half of a key of ours: it fixes the id, by which the local server knows the extension.
    key: EXTENSION_KEY,
    // sidePanel.close and the promise forms that we use.
    minimum_chrome_version: '141',
    permissions: [
      'activeTab',
      'scripting',
      'sidePanel',
      'storage',
      'unlimitedStorage',
      'contextMenus',
      'alarms',
      // A page of ours that is never shown: the worker cannot parse the HTML of a link.
      'offscreen',
    ],
    host_permissions: ['https://www.youtube.com/*', 'https://studio.youtube.com/*'],
    // Asked for one site at a time, on the creator's click.
    optional_host_permissions: ['https://*/*', 'http://*/*'],
    action: { default_title: 'Open Ownwords for this page' },
    commands: {
      'clip-page': {
        suggested_key: { default: 'Alt+Shift+C' },
        description: 'Clip this page or video',
      },
      'clip-moment': {
        suggested_key: { default: 'Alt+Shift+M' },
        description: 'Clip this moment of a YouTube video; hold it to mark a longer part',
      },
      _execute_action: { suggested_key: { default: 'Alt+Shift+O' } },
    },
  },
})
