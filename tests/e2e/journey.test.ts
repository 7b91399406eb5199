import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { loopbackModel } from '../support/loopback-model.ts'
import { openSources } from './open-sources.ts'
import { scene } from './scene.ts'
import { OWN_WORDS, walk } from './whole-journey.ts'

const noBrowser = chromiumForTests() === null
/** One more than twelve: it is clipped while the draft is made. */
const { urls, hosts, grant } = openSources(13)

describe.skipIf(noBrowser)('the whole journey (skipped where there is no Chromium)', () => {
  it('goes from twelve open tabs to a saved script; the machine’s waiting holds nothing up and nothing is lost', async () => {
    const model = await loopbackModel({ pieceMs: 5 })
    const environment = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o' }
    try {
      await scene(hosts, { running: true, grant, environment }, async stage => {
        const walked = await walk(stage, {
          ...{ urls: urls.slice(0, 12), another: urls[12]!, model },
          told: () => {},
        })
        expect(walked.clicks).toBeLessThanOrEqual(40)
        expect(walked.decisions).toBe(3)
        expect(walked.typedWords).toBeLessThanOrEqual(150)
        expect(walked.said.join(' ')).toContain(OWN_WORDS)
        expect(walked.said.length).toBeGreaterThan(20)
        await stage.countLost(13)
      })
    } finally {
      model.close()
    }
  }, 600_000)
})
