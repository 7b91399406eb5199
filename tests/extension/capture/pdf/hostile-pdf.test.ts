import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { limits } from '../../../../core/contract/limits.ts'
import { readByWorker } from '../../../../extension/capture/pdf/read-by-worker.ts'
import { readPdf } from '../../../../extension/capture/pdf/read-pdf.ts'
import { takePdf } from '../../../../extension/capture/pdf/take-pdf.ts'
import { TakenPdf } from '../../../../extension/capture/pdf/taken-pdf.ts'
import { cpuMs } from '../../../support/cpu-ms.ts'
import { assembled, column, pdfOf } from '../../../support/pdf.ts'
import { pdfThread } from '../../../support/pdf-thread.ts'

const reading = { fileName: 'x.pdf', now: Date.now, time: { page: 2_000, all: 8_000 } }
const words = column(['The gauge in the harbour counts every tide of the year.'])
const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

/** A file whose first page draws this content. */
const drawing = (content: string, filter = '') =>
  assembled([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Type/Page/Parent 2 0 R/Contents 5 0 R>>',
    `<</Length ${content.length}${filter}>>\nstream\n${content}\nendstream`,
    '<<>>',
  ])

describe('a PDF that cannot be read says why', () => {
  test.each([
    ['a page of HTML under a PDF’s name', bytes('<!doctype html><title>Sign in</title>'), 'not_pdf'],
    ['nothing at all', new Uint8Array(), 'not_pdf'],
    ['a header and then noise', bytes(`%PDF-1.7\n${'\u0007\u00ff'.repeat(5_000)}`), 'broken'],
    ['the first third of a file', pdfOf([words, words]).slice(0, 250), 'broken'],
    ['pages without any text', pdfOf([[], [], []]), 'scanned'],
    [
      'one that asks for a password',
      pdfOf([words], {
        extra: [`<</Filter/Standard/V 2/R 3/Length 128/P -44/O<${'61'.repeat(32)}>/U<${'62'.repeat(32)}>>>`],
        trailer: '/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]',
      }),
      'locked',
    ],
    [
      'more pages than a library',
      assembled([
        '<</Type/Catalog/Pages 2 0 R>>',
        `<</Type/Pages/Kids[${'3 0 R '.repeat(limits.pdfPages + 1)}]/Count ${limits.pdfPages + 1}>>`,
        '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
        '<<>>',
      ]),
      'too_many_pages',
    ],
  ])('%s', async (_, file, why) => {
    expect(await readPdf(file, reading)).toEqual({ ok: false, error: why })
  })

  test('a file beyond the size that is read is not even opened', async () => {
    const file = new Uint8Array(limits.pdfBytes + 1)
    expect(await takePdf(file, 'x.pdf', () => {})).toEqual({ got: 'nothing', why: 'too_large' })
  })
})

describe('a PDF that fights its reader', () => {
  test('scripts in it are never run, its attachments and forms never touched', async () => {
    const file = pdfOf([words], {
      extra: ['<</S/JavaScript/JS(globalThis.ownwordsBroken = 1; app.alert\\(1\\))>>'],
      catalog: '/OpenAction 4 0 R/AA<</WC 4 0 R>>/Names<</JavaScript<</Names[(x) 4 0 R]>>>>',
    })
    const result = await readPdf(file, reading)
    expect(result.ok && result.value.text).toBe('The gauge in the harbour counts every tide of the year.')
    expect((globalThis as { ownwordsBroken?: number }).ownwordsBroken).toBeUndefined()
  })

  test('a stream of hundreds of megabytes that is packed small is ended with its thread', async () => {
    const packed = deflateSync(Buffer.from('q Q '.repeat(50_000_000)), { level: 9 })
    const file = drawing(packed.toString('latin1'), '/Filter/FlateDecode')
    expect(file.length).toBeLessThan(1_000_000)
    const thread = pdfThread()
    const from = cpuMs()
    const answer = await readByWorker(
      { reader: () => thread, silentMs: 1_500 },
      { bytes: file, fileName: 'x.pdf' },
    )
    expect(answer).toBeNull()
    await thread.ended
    expect(cpuMs() - from).toBeLessThan(5_000)
  }, 30_000)

  test('arrays within arrays, a page tree that bites its tail, a reference to itself', async () => {
    const deep = pdfOf([words], {
      extra: [`${'['.repeat(50_000)}${']'.repeat(50_000)}`],
      catalog: '/X 4 0 R',
    })
    expect((await readPdf(deep, reading)).ok).toBe(true)
    const loop = assembled([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[2 0 R]/Count 3>>',
      '3 0 R',
      '<<>>',
    ])
    expect((await readPdf(loop, reading)).ok).toBe(false)
  })

  test('a page with more letters than a page can have is left out, and counted', async () => {
    const dump = Array.from({ length: 4_200 }, (_, at) => ({
      y: 800 - at / 6,
      text: `${at} `.repeat(25),
      size: 1,
    }))
    const file = pdfOf([dump, words])
    const result = await readPdf(file, reading)
    expect(result.ok && result.value.leftOut).toEqual([{ what: 'pages that could not be read', count: 1 }])
  })

  test('a slow page is given up after its time, and the rest is read', async () => {
    const file = drawing(`BT ${'/F1 9 Tf (a) Tj '.repeat(100_000)} ET`)
    const result = await readPdf(file, { ...reading, time: { page: 20, all: 8_000 } })
    expect(result).toEqual({ ok: false, error: 'too_slow' })
  })

  test('two thousand damaged copies: never a hang, never anything that is not our own answer', async () => {
    const whole = pdfOf([words, column(['Another page of the same file.'])], { info: { Title: 'Tides' } })
    let seed = 7
    const random = () => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      return seed / 2 ** 32
    }
    // In a thread of its own, as in the panel: pdf.js leaves some of its own promises to reject unheard.
    const thread = pdfThread()
    const read = (file: Uint8Array) =>
      new Promise<unknown>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('it hung')), 2_000)
        thread.onerror = reject
        thread.onmessage = ({ data }) => {
          if (!('taken' in data)) return
          clearTimeout(late)
          resolve(data.taken)
        }
        thread.postMessage({ bytes: file, fileName: 'x.pdf' }, [])
      })
    await read(whole)
    for (let nth = 0; nth < 2_000; nth++) {
      const file = whole.slice(0, random() < 0.2 ? Math.floor(random() * whole.length) : whole.length)
      for (let change = 0; change < 1 + random() * 12; change++)
        file[Math.floor(random() * file.length)] = Math.floor(random() * 256)
      expect(TakenPdf.safeParse(await read(file)).success).toBe(true)
    }
    thread.terminate()
    await thread.ended
  }, 60_000)
})
