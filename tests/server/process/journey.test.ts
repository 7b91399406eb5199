import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { markdownWords } from '../../../core/script/forms/escaped.ts'
import type { LedgerFile } from '../../../core/script/forms/ledger.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'
import { type LoopbackModel, loopbackModel } from '../../support/loopback-model.ts'
import { root } from '../../support/stage.ts'
import { databaseKind } from '../support/database.ts'

const MAIN = join(root, 'journey', 'main.ts')
const PAGES = ['articles/spacing.html', 'articles/testing.html', 'pages/article.html']
const KEY = 'sk-never-to-be-seen'

const folder = mkdtempSync(join(tmpdir(), 'ownwords-travel-'))
beforeAll(async () => {
  await mkdir(join(folder, 'sources'))
  await mkdir(join(folder, 'channel'))
  await mkdir(join(folder, 'empty'))
  await mkdir(join(folder, 'tmp'))
  for (const page of PAGES)
    await cp(join(root, 'tests', 'fixtures', page), join(folder, 'sources', page.replace('/', '-')))
  await writeFile(join(folder, 'sources', 'Why reading again fails [OwnWords_01].en.vtt'), captions())
  await writeFile(join(folder, 'sources', 'broken.srt'), '')
  for (const [n, subject] of subjects.slice(0, 3).entries())
    await writeFile(join(folder, 'channel', `${subject.title}.txt`), speech('chatty', subject, 900, n + 1))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The command as somebody types it; nothing of this process's own environment but what a program needs reaches it. */
async function journey(args: string[], environment: Record<string, string> = {}) {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: root,
    env: { PATH, HOME, TMPDIR: join(folder, 'tmp'), OPENAI_API_KEY: '', OPENAI_BASE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', chunk => {
    said.stdout += chunk
  })
  child.stderr.on('data', chunk => {
    said.stderr += chunk
  })
  const [code] = await once(child, 'close')
  return { code, ...said }
}

const whole = (out: string) => [
  ...['--sources', join(folder, 'sources'), '--channel', join(folder, 'channel')],
  ...['--topic', 'Why we forget what we read', '--minutes', '6', '--out', join(folder, out)],
]

const written = (out: string, name: string) => readFile(join(folder, out, name), 'utf8')

// It starts a server of its own, whose database is embedded whatever this suite has.
describe.runIf(databaseKind === 'embedded')('the journey (embedded only)', () => {
  it('goes from files to a checked script without a model, and says what it is', async () => {
    const { code, stdout, stderr } = await journey(whole('plain'))
    expect(stderr).toContain('Written without a model')
    expect(stderr).toContain('broken.srt was passed over:')
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const lines = stdout.trim().split('\n')
    const figures = JSON.parse(lines.at(-1)!)
    expect(figures).toMatchObject({
      sources: 4,
      skipped: 1,
      videos: 3,
      model: null,
      inputTokens: 0,
      targetSeconds: 360,
    })
    await holdsTogether('plain', figures)
    expect(await written('plain', 'brief.md')).toContain('youtube.com/watch?v=OwnWords_01&t=')
  }, 120_000)

  describe('with a model', () => {
    let model: LoopbackModel
    beforeAll(async () => {
      model = await loopbackModel()
    })
    afterAll(() => model.close())

    it('writes with it what is quoted literally, and tells nobody the key', async () => {
      const { code, stdout, stderr } = await journey(whole('written'), {
        OPENAI_API_KEY: KEY,
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_MODEL: 'gpt-4o',
      })
      expect({ code, stderr }).toMatchObject({ code: 0 })
      const figures = JSON.parse(stdout.trim().split('\n').at(-1)!)
      expect(figures).toMatchObject({ sources: 4, model: 'gpt-4o' })
      expect(figures.inputTokens).toBeGreaterThan(1_000)
      await holdsTogether('written', figures)
      const files = await Promise.all(figures.files.map((name: string) => written('written', name)))
      for (const text of [stdout, stderr, ...files]) expect(text).not.toContain(KEY)
    }, 120_000)
  })

  it.each([
    ['no topic', ['--sources', 'x', '--channel', 'x', '--out', 'x'], /^--topic is missing\.\nUsage: /],
    ['a length of nothing', [...whole('x'), '--minutes', '0'], /^--minutes is not usable: /],
    ['an argument that is unknown', ['--loud'], /^Unknown option '--loud'\.\nUsage: /],
    [
      'a folder that is not there',
      ['--sources', 'nowhere', ...whole('x').slice(2)],
      /^--sources is not usable: there is no folder “nowhere”/,
    ],
    [
      'a server without a token',
      [...whole('x'), '--server', 'http://127.0.0.1:9'],
      /^A server that runs wants a token: /,
    ],
  ])('says in a sentence what to do about %s', async (_, args, words) => {
    const { code, stdout, stderr } = await journey(args)
    expect(stderr).toMatch(words)
    expect(stderr).not.toMatch(/\n\s+at /)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('says that a folder has nothing to read, and that a file cannot be written over', async () => {
    const empty = await journey(['--sources', join(folder, 'empty'), ...whole('x').slice(2)])
    expect(empty.stderr).toMatch(/^--sources has nothing to read: put saved pages/)
    const taken = await journey([...whole('x').slice(0, -1), join(folder, 'sources', 'broken.srt')])
    expect(taken.stderr).toMatch(/^--out is not usable: nothing can be written to /)
  })

  it('says that a server cannot be reached, and never its token', async () => {
    const { code, stderr } = await journey(
      [...whole('x'), '--server', 'http://127.0.0.1:9', '--token-from-env'],
      {
        OWNWORDS_TOKEN: KEY,
      },
    )
    expect(stderr).toMatch(/The Ownwords server at http:\/\/127\.0\.0\.1:9 cannot be reached/)
    expect(stderr).not.toContain(KEY)
    expect(code).toBe(1)
  })

  it('leaves nothing of its server behind', async () => {
    expect(await readdir(join(folder, 'tmp'))).toEqual([])
  })
})

/** The files agree with each other and with what is said last. */
async function holdsTogether(out: string, figures: Record<string, unknown>): Promise<void> {
  expect((await readdir(join(folder, out))).sort()).toEqual(
    ['av.md', 'brief.md', 'decisions.json', 'ledger.json', 'outline.md', 'receipt.json', 'script.md'].sort(),
  )
  const ledger = JSON.parse(await written(out, 'ledger.json')) as LedgerFile
  expect(ledger.counts).toEqual(figures.ledger)
  expect(ledger.counts.quoted, 'quotes in the script').toBeGreaterThan(3)
  const sentences = ledger.beats.flatMap(beat => beat.sentences)
  expect(
    ledger.beats.every(beat => beat.sentences.length > 0),
    'no beat is empty',
  ).toBe(true)
  for (const { standing, text, citations } of sentences)
    if (standing === 'quoted')
      expect(
        citations.some(
          ({ anchor }) =>
            text.includes(anchor.exact) || anchor.exact.includes(text.replace(/^.*“|”.*$/g, '')),
        ),
      ).toBe(true)
  const { entries } = JSON.parse(await written(out, 'decisions.json'))
  const kinds = entries.map((entry: { kind: string }) => entry.kind)
  expect(kinds.filter((kind: string) => kind === 'decided')).toHaveLength(3)
  expect(kinds.filter((kind: string) => kind === 'offered')).toHaveLength(3)
  for (const { offer } of entries.filter((entry: { kind: string }) => entry.kind === 'offered'))
    expect(offer.options.length).toBeGreaterThan(1)
  expect(JSON.parse(await written(out, 'receipt.json'))).toMatchObject({ decisions: 3 })
  const script = await written(out, 'script.md')
  expect(script).toMatch(/^# Why we forget what we read\n/)
  for (const beat of ledger.beats) expect(script).toContain(markdownWords(beat.title))
}

/** A minute of somebody who reads out what they found. */
function captions(): string {
  const lines = [
    'Reading a chapter again feels like learning it.',
    'In one study 120 students read a text twice, and half of it was gone after a week.',
    'Those who closed the book and wrote down what they knew kept much more.',
    'Nobody says how long the gap between two tries has to be.',
    'The university repeated it in 2014 with 300 people and found the same.',
    'So close the book before you think that you know it.',
  ]
  const time = (seconds: number) =>
    `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}.000`
  return `WEBVTT\n\n${lines.map((line, n) => `${time(n * 9)} --> ${time(n * 9 + 8)}\n${line}\n`).join('\n')}`
}
