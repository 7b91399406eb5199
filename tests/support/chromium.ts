import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium as installedChromium } from '../../server/browser.ts'
import { must } from './command.ts'
import { aptInstall, isDebian, rootPrefix } from './debian.ts'

/** What Chromium needs in a container, and nothing that leaves the computer. */
export const quietChromium = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * A Chromium of this machine, the one of `npm start -- --browser` first. Not Google Chrome: from version 137 it
 * ignores `--load-extension`.
 * @throws Refusal when CHROMIUM names no program
 */
export function findChromium(): string | null {
  try {
    return installedChromium(process.env)
  } catch (error) {
    if (process.env.CHROMIUM) throw error
    const own = chromium.executablePath()
    return existsSync(own) ? own : null
  }
}

/** Finds a Chromium or fetches one. @throws Error that says what to do where neither goes */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const found = findChromium()
  if (found) return found
  if (isDebian() && (await rootPrefix())) {
    say('Installing Chromium by apt')
    await aptInstall('chromium')
  } else {
    say("Fetching Playwright's Chromium")
    const cli = join(
      dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
      'cli.js',
    )
    await must(process.execPath, [cli, 'install', '--no-shell', 'chromium'])
  }
  const fetched = findChromium()
  if (fetched) return fetched
  throw new Error('No Chromium was found or fetched: install one and set CHROMIUM to its program.')
}

/**
 * For a suite that takes a browser: null where there is none, so that it can be skipped by name.
 * With CI=true a missing browser is a failure. It fetches nothing: `npm test` does, before the suites.
 */
export function chromiumForTests(): string | null {
  const found = findChromium()
  if (!found && process.env.CI === 'true')
    throw new Error('CI=true and there is no Chromium: run `npm test`, which fetches it.')
  return found
}
