import { expect, test } from 'vitest'
import { canAgree, everyFigure, figures } from '../../../server/research/figures.ts'

const read = (text: string, language = 'en') =>
  everyFigure(text, language).map(({ value, unit, bound }) =>
    `${Number(value.toPrecision(6))} ${unit} ${bound}`.trim(),
  )

test.each([
  ['It cost three hundred and ten million dollars.', ['310000000 $ exact']],
  ['It cost about $310 million.', ['310000000 $ about']],
  ['Twenty-one pilots came in a hundred ships.', ['21 pilot exact', '100 ship exact']],
  ['Half a million people live there.', ['500000 people exact']],
  ['One of the two reasons is the wind.', ['2  exact']],
  ['It opened on 3 March 2025.', ['3 day of mar exact', '2025 year exact']],
  ['It took two weeks, not 14 days.', ['14 time exact', '14 time exact']],
  ['The wall is 2.5 km long and more than 3 metres high.', ['2500 m exact', '3 m over']],
  ['The return was 0.81% 81% in those years.', ['0.81 % exact']],
  ['The score was 6-4, at 4:30, see 1.2.3.', ['6  exact']],
])('numbers of «%s»', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test('other languages write numbers otherwise', () => {
  expect(read('Es kostete 1.200.000 Euro, also 3,5 % von etwa 2 Milliarden Menschen.', 'de')).toEqual([
    '1200000 € exact',
    '3.5 % exact',
    '2000000000 menschen about',
  ])
  expect(read('Plus de 12,5 millions de personnes y vivent.', 'fr')[0]).toMatch(/^12500000 /)
})

test('times and bare numbers are read, and set nothing against each other in a brief', () => {
  expect(everyFigure('It lasted 30 years.', 'en')).toHaveLength(1)
  expect(figures('It lasted 30 years.', 'en')).toEqual([])
})

test('units of one measure can agree, and those of two always do', () => {
  const one = (text: string) => everyFigure(text, 'en')[0]!
  expect(canAgree(one('5 km'), one('3 miles'))).toBe(true)
  expect(canAgree(one('5 km'), one('8 miles'))).toBe(false)
  expect(canAgree(one('5 km'), one('9 dogs'))).toBe(true)
  expect(canAgree(one('in 1990.'), one('in 1991.'))).toBe(false)
})
