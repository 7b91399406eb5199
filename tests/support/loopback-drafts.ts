import { sourcesIn } from './fenced-sources.ts'

/** What is said between facts: sentences that claim nothing, so that they need no quote. */
const TALK = [
  'Let us stay with that for a moment.',
  'I had to read it again.',
  'And here it gets strange.',
  'So what do we make of it?',
  'That is not what I expected.',
  'Look at it from the other side.',
  'And now?',
  'Maybe you have thought the same.',
  'But hold on.',
  'We come back to this.',
]
const LEADS = ['One of them puts it so:', 'It is written down:', 'In their own words:', 'Then comes this:']

/** Three drafts of a beat in the lines that the prompt asks for, each fact with its literal quote. */
export function draftText(messages: { role: string; content: string }[]): string {
  const beat =
    messages.findLast(({ content }) => /^Each draft has about \d+ words/m.test(content))?.content ?? ''
  const words = Number(/^Each draft has about (\d+) words/m.exec(beat)?.[1] ?? 60)
  const number = Number(/^Write beat (\d+)/m.exec(beat)?.[1] ?? 1)
  const kept = (beat.match(/^\d+\. /gm) ?? []).length
  const facts = sourcesIn(beat).flatMap(({ ref, body }) =>
    body
      .split('\n')
      .slice(3)
      .flatMap(line => clauses(line).map(quote => ({ ref, quote }))),
  )
  return ['A', 'B', 'C']
    .map((name, at) => {
      const lines = [`=== ${name}`, ...Array.from({ length: kept }, (_, i) => `= ${i + 1}`)]
      let left = words
      for (let n = 0; left > 0 && n < 80; n++) {
        const fact = n % 2 === 1 ? facts[(at + (n - 1) / 2) % Math.max(1, facts.length)] : undefined
        const said =
          fact && n < facts.length * 2
            ? `${LEADS[(n + at + number) % LEADS.length]} “${fact.quote}”`
            : TALK[(n + at * 3 + number) % TALK.length]!
        lines.push(`- ${said}`)
        if (fact && n < facts.length * 2)
          lines.push(`> ${fact.ref}: ${fact.quote}`, '~ The page, with the line marked')
        left -= said.split(' ').length
      }
      return lines.join('\n')
    })
    .join('\n')
}

/** Stretches of 5 to 11 words of a line that hold no mark. */
const clauses = (line: string): string[] =>
  (line.match(/[^“”".,;:!?()[\]…]+/g) ?? [])
    .map(each => each.trim().split(/\s+/).slice(0, 11))
    .filter(each => each.length >= 5)
    .map(each => each.join(' '))

/** Shorter words for each sentence that is to be said otherwise; what holds a number or a quote stays. */
export function rewriteText(messages: { role: string; content: string }[]): string {
  const asked = messages.findLast(({ content }) => content.includes('\nThe sentences:\n'))?.content ?? ''
  const lines = /\nThe sentences:\n((?:\d+: [^\n]*\n?)+)/.exec(asked)?.[1]?.trim().split('\n') ?? []
  return lines
    .map(line => {
      const [, number, text] = /^(\d+): (.*)$/.exec(line)!
      const free = !/[\d“”]/.test(text!) && text!.split(' ').length > 3
      return `${number}: ${free ? text!.replace(/^(\S+) (\S+)/, '$1, well, $2') : text}`
    })
    .join('\n')
}
