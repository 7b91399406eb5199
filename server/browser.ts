import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Refusal } from './refusal.ts'

// Chromium and Chrome for Testing: branded Chrome no longer takes an extension from the command line.
const NAMES = ['chromium', 'chromium-browser']
const PLACES = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
]

/** The CHROMIUM of the environment, else the first on the PATH or in the usual places. */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const onPath = (environment.PATH ?? '')
    .split(delimiter)
    .flatMap(folder => NAMES.map(name => join(folder, process.platform === 'win32' ? `${name}.exe` : name)))
  const given = environment.CHROMIUM
  const found = given ? [given].find(runs) : [...onPath, ...PLACES].find(runs)
  if (found) return found
  throw new Refusal(
    given
      ? `CHROMIUM is not usable: it takes the path of a Chromium, and ${given} cannot be run.`
      : 'No Chromium was found for --browser: install one, or set CHROMIUM to its path.',
  )
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Opens it with the extension and a profile of its own. It stays open when the server stops, as any browser would. */
export function openBrowser(chromium: string, extension: string, profile: string): void {
  const browser = spawn(
    chromium,
    [
      `--load-extension=${extension}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--no-default-browser-check',
      // Chromium's sandbox cannot be set up by root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'chrome://extensions',
    ],
    { detached: true, stdio: 'ignore' },
  )
  browser.once('error', error => console.error(`The browser could not be opened: ${error.message}.`))
  browser.unref()
}
