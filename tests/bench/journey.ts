import freshData from '../e2e/fresh-data.ts'
import { openSources } from '../e2e/open-sources.ts'
import { scene } from '../e2e/scene.ts'
import { walk } from '../e2e/whole-journey.ts'
import { ensureChromium } from '../support/chromium.ts'
import { loopbackModel } from '../support/loopback-model.ts'

/**
 * A creator's whole way in the real side panel, from twelve open tabs to a saved script, with a loopback model that
 * speaks some 200 tokens a second: what they press, decide and type, when the first word of the draft shows after the
 * click on it, and how long all of it takes a hand that never hesitates. `npm run bench:journey`; the last line is JSON.
 */
const PIECE_MS = 30
const { urls, hosts, grant } = openSources(13)

await ensureChromium(console.error)
const discard = await freshData()
const model = await loopbackModel({ pieceMs: PIECE_MS })
const environment = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'gpt-4o' }
try {
  await scene(hosts, { running: true, grant, environment }, async stage => {
    const { said, ...figures } = await walk(stage, {
      ...{ urls: urls.slice(0, 12), another: urls[12]!, model },
      told: console.error,
    })
    console.error(`${said.length} sentences`)
    console.log(JSON.stringify(figures))
  })
} finally {
  model.close()
  await discard()
}
