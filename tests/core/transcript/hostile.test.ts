import { describe, expect, test } from 'vitest'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const code = (body: string | Uint8Array) => {
  const parsed = parseCaptions(body)
  return parsed.ok ? 'ok' : parsed.error.code
}

describe('a body that is no transcript', () => {
  test.each([
    ['nothing', '', 'empty'],
    ['white space', '\ufeff \n\n', 'empty'],
    ['a web page', '<!DOCTYPE html><html><body>Sorry</body></html>', 'web_page'],
    ['other XML', '<?xml version="1.0"?><rss><item>a</item></rss>', 'unknown_format'],
    ['other JSON', '{"error":{"code":400}}', 'unknown_format'],
    ['broken JSON', '{"events":[{"tStartMs":', 'unknown_format'],
    ['no words', 'WEBVTT\n\n00:00.000 --> 00:01.000\n[Music]\n', 'no_speech'],
    ['only a header', 'WEBVTT\n', 'unknown_format'],
  ])('because it is %s says so', (_, body, expected) => {
    expect(code(body)).toBe(expected)
  })

  test('because it is a picture says so', () => {
    expect(code(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, ...Array(400).fill(0)]))).toBe('not_text')
  })

  test('because it is too large is not read', () => {
    expect(code(new Uint8Array(21 * 1024 * 1024))).toBe('too_large')
    expect(code('x'.repeat(21 * 1024 * 1024))).toBe('too_large')
  })

  test('because it has more segments than any video says so', () => {
    const line = (at: number) => `<p t="${at}" d="1">w${at}</p>`
    expect(
      code(`<timedtext>${Array.from({ length: 200_001 }, (_, at) => line(at)).join('')}</timedtext>`),
    ).toBe('too_large')
  })
})

describe('a hostile body', () => {
  test('with an entity bomb expands nothing', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE timedtext [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><timedtext><body><p t="0" d="9">&b;&#38;&#x41;&#0;</p></body></timedtext>`
    expect(parseCaptions(bomb)).toMatchObject({ value: { transcript: { segments: [{ text: '&b;&A' }] } } })
  })

  test.each([
    ['unclosed tags', `<timedtext>${'<p t="1" d="2">'.repeat(200_000)}`],
    ['open brackets', `<transcript ${'<'.repeat(1_000_000)}`],
    ['attributes without end', `<timedtext><p ${'a="'.repeat(300_000)}`],
    ['declarations', `<tt>${'<!['.repeat(300_000)}`],
    ['declarations that close', `<tt>${'<!a>'.repeat(300_000)}`],
    ['ampersands', `<timedtext><p t="1" d="2">${'&#'.repeat(1_000_000)}</p></timedtext>`],
    ['arrows', `1\n${'--> '.repeat(1_000_000)}`],
    ['digits', '1:'.repeat(1_000_000)],
    ['brackets', `0:01 ${'[A '.repeat(500_000)}\n0:02 b`],
    ['open tags in a line', `0:01 ${'<a '.repeat(500_000)}\n0:02 b`],
    ['white space', `WEBVTT\n\n00:00.000 --> 00:01.000${' '.repeat(2_000_000)}x\n\n`],
    ['deep JSON', '['.repeat(500_000)],
  ])('of endless %s is answered within two seconds', (_, body) => {
    const from = cpuMs()
    expect(parseCaptions(body)).toHaveProperty('ok')
    expect(cpuMs() - from).toBeLessThan(2_000)
  })

  test('keeps what its undamaged part says', () => {
    expect(
      parseCaptions('<timedtext><body><p t="5" d="9">kept</p><p t="x">lost</p><p t="20" d="4">also'),
    ).toMatchObject({
      value: { transcript: { segments: [{ text: 'kept' }, { text: 'also' }] } },
    })
  })
})
