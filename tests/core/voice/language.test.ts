import { beforeAll, describe, expect, test } from 'vitest'
import { type LanguageOf, openLanguages } from '../../../core/voice/language.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

let languageOf: LanguageOf
beforeAll(async () => {
  languageOf = await openLanguages()
})

const english =
  'so what happens here is kind of funny because the water has nowhere to go and you know it just sits there until somebody opens the gate'
const german =
  'also was hier passiert ist eigentlich ganz lustig weil das wasser nirgendwo hin kann und dann steht es halt da bis jemand das tor aufmacht'

describe('the language of a text', () => {
  test.each([
    ['en', english],
    ['de', german],
    [
      'fr',
      'alors ce qui se passe ici est assez drôle parce que l’eau ne peut aller nulle part et elle reste là',
    ],
    ['es', 'entonces lo que pasa aquí es bastante gracioso porque el agua no tiene adónde ir y se queda ahí'],
    [
      'pt',
      'então o que acontece aqui é meio engraçado porque a água não tem para onde ir e você sabe que fica lá',
    ],
    ['he', 'אז מה שקורה כאן זה די מצחיק כי למים אין לאן ללכת והם פשוט עומדים שם עד שמישהו פותח את השער'],
    ['ar', 'ما يحدث هنا مضحك نوعا ما لأن الماء ليس لديه مكان يذهب إليه ويبقى هناك حتى يفتح شخص ما البوابة'],
    ['ru', 'то что здесь происходит довольно забавно потому что воде некуда деваться и она просто стоит там'],
    [
      'ja',
      'ここで起こることはちょっと面白いです。水には行き場がないので、誰かが門を開けるまでそこに留まります。',
    ],
    ['zh', '这里发生的事情有点好笑，因为水无处可去，所以它就停在那里，直到有人打开大门。'],
    ['hi', 'यहाँ जो होता है वह थोड़ा मज़ेदार है क्योंकि पानी को जाने के लिए कोई जगह नहीं है और वह वहीं रहता है'],
  ])('%s is told of two lines', (language, text) => {
    expect(languageOf(text)).toBe(language)
  })

  test('is told of captions as of drafts: case, marks, tags and times change nothing', () => {
    expect(languageOf(english.toUpperCase())).toBe('en')
    expect(languageOf(`<c>[Music] ${english.replaceAll(' ', '\n00:01:02.000 ')}</c>`)).toBe('en')
    expect(languageOf(`${english.replaceAll(' ', ' 🌧️ ')} https://example.org/a?b=c`)).toBe('en')
  })

  test('is not guessed of a few words, of numbers, signs or nothing', () => {
    for (const text of [
      '',
      '   ',
      'hello there',
      'die',
      '1 2 3 4 5 6 '.repeat(30),
      '🌧️🎉'.repeat(60),
      '‮‏؛'.repeat(40),
    ])
      expect(languageOf(text), JSON.stringify(text.slice(0, 20))).toBeNull()
  })

  test('is the one that most of it is in: a quote, or a beginning, does not decide', () => {
    expect(languageOf(`${german} ${english} ${english} ${english} ${english} ${english} ${english}`)).toBe(
      'en',
    )
    expect(languageOf(`${`${german} `.repeat(6)}${`${english} `.repeat(20)}`)).toBe('en')
  })

  test('of a million words is told at once', () => {
    const text = `${english} `.repeat(40_000)
    const before = cpuMs()
    expect(languageOf(text)).toBe('en')
    expect(cpuMs() - before).toBeLessThan(500)
  })

  test('of a million letters without a space, or of binary, is nothing that breaks', () => {
    expect(() => languageOf('x'.repeat(1_000_000))).not.toThrow()
    expect(() => languageOf('\ud800\u0000\uffff'.repeat(50_000))).not.toThrow()
  })
})
