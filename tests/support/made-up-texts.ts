import { seededRandom } from './random.ts'

const WHO =
  'The plant|The harbour|The university|A study|The ministry|The operator|The report|The city'.split('|')
const DID = 'measured|reported|built|lost|counted|sold|planned|opened|closed|doubled'.split('|')
const WHAT =
  'turbines|houses|ships|samples|kilometres of cable|tonnes of steel|visitors|jobs|trees|bridges'.split('|')
const WHY = [
  'because the current in the strait is strong',
  'after the storm of the winter before',
  'which is more than any other place on the coast',
  'although nobody had asked for it',
  'when the price of electricity rose',
  'so that the grid could do without coal',
]

/** Texts of so many words with numbers, years, causes and comparisons: the same ones each time. */
export function madeUpTexts(count: number, words: number): string[] {
  const random = seededRandom(4)
  const pick = (from: string[]) => from[Math.floor(random() * from.length)]!
  return Array.from({ length: count }, (_, i) => {
    const lines: string[] = []
    for (let left = words; left > 0; ) {
      const line = `${pick(WHO)} of bay ${i + 1} ${pick(DID)} ${Math.floor(random() * 9_000) + 10} ${pick(WHAT)} in ${1950 + Math.floor(random() * 75)}, ${pick(WHY)}.`
      lines.push(line)
      left -= line.split(' ').length
    }
    return lines.join(' ')
  })
}
