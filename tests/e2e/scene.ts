import { deepEqual, equal } from 'node:assert/strict'
import { launchBrowser, type TestBrowser } from './browser.ts'
import { creator, storedSources } from './creator.ts'
import { prepareServer, type TestServer, type Told } from './server.ts'
import { type Site, serveSites } from './sites.ts'

/** A browser, a server and hosts, set up for one test and taken down after it. */
export interface Scene {
  browser: TestBrowser
  server: TestServer
  creator: ReturnType<typeof creator>
  /** What the console may say in this test, because the test brings it about. */
  allow(complaint: RegExp): void
  /** Compares what the creator was told is saved with what the server has. */
  countLost(saved: number): Promise<void>
}

let clipped = 0
let lost = 0
/** For the end of a file: what became of everything that was said to be saved. */
export const lostLine = () => `Sources clipped: ${clipped}. Sources lost: ${lost}.`

export async function scene(
  hosts: Record<string, Site>,
  options: { running: boolean; dark?: boolean; grant?: string[]; environment?: Told },
  play: (scene: Scene) => Promise<void>,
): Promise<void> {
  const sites = await serveSites(hosts)
  const server = await prepareServer(undefined, options.environment)
  let browser: TestBrowser | null = null
  try {
    if (options.running) await server.start()
    browser = await launchBrowser({ sites, server: server.address, dark: options.dark, grant: options.grant })
    const stage = browser
    const allowed: RegExp[] = []
    await play({
      browser: stage,
      server,
      creator: creator(stage),
      allow: complaint => allowed.push(complaint),
      async countLost(saved) {
        const there = (await storedSources(server.address)).length
        clipped += saved
        lost += saved - there
        equal(there, saved, 'sources on the server')
      },
    })
    const complaints = stage.consoleWatch.problems.filter(said => !allowed.some(one => one.test(said)))
    deepEqual(complaints, [], 'The console of the panel and the worker is not clean')
  } finally {
    await browser?.close()
    await server.discard()
    await sites.close()
  }
}
