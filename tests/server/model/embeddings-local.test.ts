import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openLocalEmbeddings } from '../../../server/model/embeddings-local.ts'
import { ModelFailure } from '../../../server/model/errors.ts'
import { LIBRARY } from '../../../server/model/local-model.ts'
import { Refusal } from '../../../server/refusal.ts'
import { TINY_TOKENS, writeTinyModel } from '../../support/tiny-model.ts'
import { hasTransformers, LIBRARY_HOME } from '../../support/transformers.ts'

const silent = pino({ level: 'silent' })
const passages = () => ({ signal: AbortSignal.timeout(15_000), kind: 'passage' as const })
let home = ''
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ownwords-local-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** A tiny model in a folder of its own. */
async function tiny(name: string): Promise<string> {
  const folder = join(home, name)
  await writeTinyModel(folder)
  return folder
}

function open(folder: string) {
  const embeddings = openLocalEmbeddings({ folder }, { log: silent, dataFolder: LIBRARY_HOME })
  onTestFinished(() => embeddings.close())
  return embeddings
}

const unit = (...vector: number[]) => vector.map(value => value / Math.hypot(...vector))
const near = (vector: Float32Array | undefined, expected: number[]) => {
  expect(vector).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(vector![i]).toBeCloseTo(value, 6)
}

it('a library that is not there is named with the command that installs it', async () => {
  const folder = await tiny('unread')
  expect(() => openLocalEmbeddings({ folder }, { log: silent, dataFolder: home })).toThrow(
    expect.objectContaining({
      name: 'Refusal',
      message: expect.stringContaining(
        `npm install --ignore-scripts --prefix "${join(home, 'local')}" ${LIBRARY}`,
      ),
    }),
  )
})

describe.skipIf(!hasTransformers())(`a local model, read by ${LIBRARY}`, () => {
  it('gives the mean of the tokens that are no padding, with length 1', async () => {
    const embeddings = open(await tiny('mean'))
    expect(embeddings).toMatchObject({ name: 'mean', host: null, dimensions: null })
    const vectors = await embeddings.embed(['Sea moon', 'car', 'sea sea sea moon'], passages())
    near(vectors[0], unit(1, 2, 0))
    near(vectors[1], [0, 0, -1])
    near(vectors[2], unit(3, 2, 0))
    expect(embeddings.dimensions).toBe(3)
  })

  it('gives the first token’s where the folder says so', async () => {
    const folder = await tiny('first')
    const before = open(folder)
    await mkdir(join(folder, '1_Pooling'))
    await writeFile(
      join(folder, '1_Pooling', 'config.json'),
      JSON.stringify({ pooling_mode_cls_token: true }),
    )
    const embeddings = open(folder)
    near((await embeddings.embed(['moon sea sea'], passages()))[0], [0, 1, 0])
    // Its vectors are others.
    expect(embeddings.model).not.toBe(before.model)
  })

  it('reads a text as far as the model can, and many texts in their order', async () => {
    const embeddings = open(await tiny('many'))
    near((await embeddings.embed([`${'sea '.repeat(TINY_TOKENS)}car car`], passages()))[0], [1, 0, 0])
    const texts = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 'sea' : 'moon'))
    const vectors = await embeddings.embed(texts, passages())
    expect(vectors.map(vector => vector.indexOf(1))).toEqual(texts.map(text => (text === 'sea' ? 0 : 1)))
  })

  it('is the same model wherever its folder stands, and another when its files are', async () => {
    const folder = await tiny(join('here', 'moved'))
    const { model } = open(folder)
    expect(open(await tiny(join('there', 'moved'))).model).toBe(model)
    await writeFile(join(folder, 'config.json'), '{"model_type":"bert","changed":true}')
    expect(open(folder).model).not.toBe(model)
  })

  it('leaves the memory when nobody asks, and comes back', async () => {
    const lines: string[] = []
    const embeddings = openLocalEmbeddings(
      { folder: await tiny('idle') },
      {
        log: pino({ level: 'debug' }, { write: line => void lines.push(line) }),
        dataFolder: LIBRARY_HOME,
        idleMs: 1,
      },
    )
    onTestFinished(() => embeddings.close())
    near((await embeddings.embed(['sea'], passages()))[0], [1, 0, 0])
    await expect.poll(() => lines.join('')).toContain('local model ended')
    near((await embeddings.embed(['moon'], passages()))[0], [0, 1, 0])
  })

  it('does not keep a run waiting that is cancelled, and answers the next', async () => {
    const embeddings = open(await tiny('cancelled'))
    const cancel = new AbortController()
    const asked = embeddings.embed(['sea'], { kind: 'passage', signal: cancel.signal })
    const reason = new Error('cancelled')
    cancel.abort(reason)
    await expect(asked).rejects.toBe(reason)
    near((await embeddings.embed(['moon'], passages()))[0], [0, 1, 0])
  })

  it('that cannot be loaded says so, and nothing is fetched in its place', async () => {
    const folder = await tiny('broken')
    await writeFile(join(folder, 'onnx', 'model.onnx'), 'not a model')
    const failed = open(folder).embed(['sea'], passages())
    await expect(failed).rejects.toBeInstanceOf(ModelFailure)
    await expect(failed).rejects.toMatchObject({ code: 'model_unknown', outage: false })
  })

  it.each(['config.json', 'tokenizer.json', 'onnx/model.onnx'])(
    'is refused at once without %s',
    async file => {
      const folder = await tiny(`without-${file.replace(/\W/g, '-')}`)
      await rm(join(folder, file))
      expect(() => open(folder)).toThrow(Refusal)
      expect(() => open(folder)).toThrow(`has no ${file}`)
    },
  )
})
