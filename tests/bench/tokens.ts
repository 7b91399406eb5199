import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Plan, Ways } from '../../core/contract/decision.ts'
import { Findings } from '../../core/contract/findings.ts'
import { newId } from '../../core/contract/id.ts'
import { Project } from '../../core/contract/project.ts'
import { ScriptState } from '../../core/contract/script.ts'
import { type ArticleCapture, Source, type VideoCapture } from '../../core/contract/source.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'
import { beatsOf } from '../../core/script/order.ts'
import { timeOf } from '../../core/script/timing.ts'
import { apiAt, asExtension, pairedWith } from '../../journey/api.ts'
import { decideAll } from '../../journey/decide.ts'
import { loadTokens, requestTokens } from '../../server/model/tokens.ts'
import { loopbackModel, type RecordedRequest } from '../support/loopback-model.ts'
import { madeUpTexts } from '../support/made-up-texts.ts'
import { spokenVoice } from '../support/spoken-voice.ts'
import { readArticles } from './saved-articles.ts'
import { startServer } from './server-process.ts'

/**
 * Input tokens of a whole project with a model: a brief, claims with their gap map, the three gates and a script in a
 * voice, on the real server process before a loopback model that keeps every request. Tokens are counted over what came
 * over the wire, with its schema. Usage: npm run bench:tokens -- [--data DIR] [--sources 12] [--words 3000] [--minutes 10]
 * DIR is a folder as bench:brief has it; without one the texts are made up, the same ones each time.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/articles' },
    sources: { type: 'string', default: '12' },
    words: { type: 'string', default: '3000' },
    minutes: { type: 'string', default: '10' },
  },
})
const [count, words, minutes] = [values.sources, values.words, values.minutes].map(Number) as [
  number,
  number,
  number,
]
if (![count, words, minutes].every(number => Number.isInteger(number) && number > 0)) {
  console.error('Usage: npm run bench:tokens -- [--data DIR] [--sources 12] [--words 3000] [--minutes 10]')
  process.exit(1)
}

const texts = await longTexts()
const model = await loopbackModel()
const server = await startServer({
  OPENAI_API_KEY: 'none',
  OPENAI_BASE_URL: model.baseUrl,
  OPENAI_MODEL: 'gpt-4o',
})
const quiet = () => {}
try {
  const credentials = await pairedWith(server.address, asExtension)
  const api = apiAt(credentials, { fetch: asExtension, told: quiet })
  const projectId = newId()
  await api.put(Project, `/projects/${projectId}`, { title: 'What is built along the coast' })
  for (const [i, text] of texts.entries()) {
    // Every other one is a video, so that there is a map of what videos leave out.
    const capture = i % 2 === 0 ? await article(projectId, i, text) : await video(projectId, i, text)
    await api.put(Source, `/sources/${capture.id}`, capture)
  }
  const brief = await recorded(() => api.run(`/projects/${projectId}/briefs`))
  const claims = await recorded(() => api.run(`/projects/${projectId}/findings`))
  const { findings } = await api.get(z.object({ findings: Findings }), `/projects/${projectId}/findings`)
  if (findings.rough || !findings.gapMap)
    throw new Error('The claims were found without the model, or without a map.')

  const { voiceId, pace } = await spokenVoice(api)
  await api.put(Plan, `/projects/${projectId}/plan`, { targetSeconds: minutes * 60, voiceId })
  const { openId } = await api.get(Ways, `/projects/${projectId}/ways`)
  const gates = await recorded(() => decideAll(api, openId, quiet))
  const drafts = await recorded(() => api.run(`/branches/${openId}/drafts`, { beatIds: null, wish: null }))
  const script = await api.get(ScriptState, `/branches/${openId}/script`)

  const tokens = {
    brief: await counted(brief),
    claims: await counted(claims),
    gapMap: 0,
    script: (await counted(gates)) + (await counted(drafts)),
  }
  console.log(
    `${count} sources, ${texts.reduce((sum, text) => sum + wordsOf(text), 0)} words; ${brief.length} request for the brief, ${claims.length} for ${findings.claims.length} claims; the map of ${findings.gapMap.points.length} points asks nothing`,
  )
  const named = (name: string) =>
    counted(gates.filter(({ response_format }) => response_format?.json_schema.name === name))
  console.log(
    `the script of ${beatsOf(script).length} beats, ${(timeOf(script, pace).spokenMs / 60_000).toFixed(1)} of ${minutes} minutes: angle ${await named('angle')}, outline ${await named('outline')}, hook ${await named('hook')}, ${drafts.length} requests for the draft ${await counted(drafts)}`,
  )
  console.log(
    JSON.stringify({ ...tokens, total: tokens.brief + tokens.claims + tokens.gapMap + tokens.script }),
  )
} finally {
  await server.stop()
  model.close()
}

async function recorded(work: () => Promise<unknown>): Promise<RecordedRequest[]> {
  const before = model.recorded.length
  await work()
  return model.recorded.slice(before)
}

async function counted(requests: RecordedRequest[]): Promise<number> {
  const count = await loadTokens()
  return requests.reduce(
    (sum, { messages, response_format }) => sum + requestTokens(count, messages, { format: response_format }),
    0,
  )
}

/** Saved articles one after the other until each source is long enough, cut at a sentence. */
async function longTexts(): Promise<string[]> {
  const articles = (await readArticles(values.data, 1_000)).map(({ text }) => text)
  const long: string[] = []
  let text = ''
  for (const one of articles) {
    text += `${text && '\n\n'}${one}`
    if (wordsOf(text) < words) continue
    long.push(cut(text))
    text = ''
    if (long.length === count) break
  }
  return long.length === count ? long : madeUpTexts(count, words)
}

function cut(text: string): string {
  let seen = 0
  for (const { index } of text.matchAll(/\S+/g)) {
    if (++seen > words) return text.slice(0, index).replace(/[^.!?]*$/, '')
  }
  return text
}

async function article(projectId: string, i: number, text: string): Promise<ArticleCapture> {
  return {
    ...(await common(projectId, i, text)),
    kind: 'article',
    url: `https://paper${i}.example/story`,
    canonicalUrl: `https://paper${i}.example/story`,
    form: 'article',
    facts: [],
    images: [],
    text,
    markdown: text,
    html: null,
  }
}

async function video(projectId: string, i: number, text: string): Promise<VideoCapture> {
  const segments = text.split(/(?<=[.!?])\s+/).map((line, at) => ({
    startMs: at * 4_000,
    endMs: at * 4_000 + 3_900,
    text: line,
  }))
  const transcript = { language: 'en', kind: 'manual' as const, segments }
  const videoId = `bench${String(i).padStart(6, '0')}`
  const url = `https://www.youtube.com/watch?v=${videoId}`
  return {
    ...(await common(projectId, i, captureText({ kind: 'video', transcript }))),
    kind: 'video',
    url,
    canonicalUrl: url,
    videoId,
    durationMs: segments.length * 4_000,
    chapters: [],
    transcript,
  }
}

async function common(projectId: string, i: number, text: string) {
  return {
    id: newId(),
    projectId,
    title: `Source ${i + 1}`,
    author: null,
    site: null,
    published: null,
    language: 'en',
    capturedAt: new Date().toISOString(),
    contentHash: await contentHash(text),
    fingerprint: textFingerprint(text),
    receipt: { by: null, legs: [], words: wordsOf(text), leftOut: [] },
  }
}

function wordsOf(text: string): number {
  return text.match(/\S+/g)?.length ?? 0
}
