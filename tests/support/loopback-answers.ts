import { sourcesIn } from './fenced-sources.ts'
import { draftText, rewriteText } from './loopback-drafts.ts'

/** A request as it came over the wire. */
export interface RecordedRequest {
  messages: { role: 'system' | 'user' | 'assistant'; content: string }[]
  response_format?: {
    type: 'json_schema'
    json_schema: { name: string; strict: boolean; schema: Record<string, unknown> }
  }
}

/** So many claims does the prompt ask for at most: the requests that follow are as large as they can be. */
const CLAIMS = 30
export function answerTo(asked: RecordedRequest): string {
  const name = asked.response_format?.json_schema.name
  if (!name) {
    const question = asked.messages.find(({ content }) => content.includes('\nThe question: '))
    if (question) return answerText(question.content)
    const rewrites = asked.messages.some(({ content }) => content.includes('\nThe sentences:\n'))
    return rewrites ? rewriteText(asked.messages) : draftText(asked.messages)
  }
  const data = asked.messages.find(({ role }) => role === 'user')!.content
  return JSON.stringify(structured(name, data))
}

function structured(name: string, data: string): unknown {
  switch (name) {
    case 'claims':
      return {
        claims: spread(quotesIn(data), CLAIMS).map(quote => ({
          text: quote.quote,
          kind: 'statement',
          quotes: [quote],
        })),
      }
    case 'join':
      return {
        groups: [],
        questions: [{ question: 'What will it cost in ten years?', why: 'It is not said.' }],
      }
    case 'angle':
      return { options: angles(data) }
    case 'outline':
      return { options: outlines(data) }
    case 'hook':
      return { options: hooks(data) }
    case 'plan':
      return { steps: [{ tool: 'search', query: questionIn(data) }] }
    case 'brief':
      return {
        themes: [
          {
            title: 'What they say',
            statements: spread(quotesIn(data), 6).map(quote => ({ text: quote.quote, quotes: [quote] })),
          },
        ],
        disagreements: [],
        questions: [],
      }
    default:
      throw new Error(`The loopback model was not told how to answer “${name}”`)
  }
}

/** An answer in the lines that the prompt asks for: each sentence is the quote that stands below it. */
const answerText = (data: string): string =>
  spread(quotesIn(data), 3)
    .map(({ source, quote }) => `- ${quote}\n> ${source}: ${quote}`)
    .join('\n') || '- The sources do not say.'

function quotesIn(data: string): { source: string; quote: string }[] {
  return sourcesIn(data).flatMap(({ ref, body }) => {
    const sentences = body.match(/\p{Lu}[^.!?\n]{40,220}[.!?](?=\s|$)/gu) ?? []
    return sentences.map(quote => ({ source: ref, quote }))
  })
}

/** What a claim of the data says, and the names of its quotes. */
function claimsIn(data: string): { text: string; refs: string[] }[] {
  return [...data.matchAll(/^C\d+ \([^\n]*?\): (.+) \[([^\]\n]+)\]$/gm)].map(([, text, refs]) => ({
    text: text!,
    refs: refs!.match(/E\d+/g) ?? [],
  }))
}

const questionIn = (data: string): string => JSON.parse(/^The question: (".*")$/m.exec(data)![1]!)

const topicIn = (data: string): string =>
  JSON.parse(/^The video's topic: (".*")$/m.exec(data)?.[1] ?? '"this"')

const firstWords = (text: string, count: number): string =>
  text
    .replace(/[“”"]/g, '')
    .split(/\s+/)
    .slice(0, count)
    .join(' ')
    .replace(/[,;:.]$/, '')

function angles(data: string) {
  const claims = claimsIn(data)
  const topic = topicIn(data)
  const views = ['What everybody gets wrong about', 'The part that nobody shows of', 'A year with']
  return views.map((view, at) => {
    const about = spread(claims, 9).filter((_, i) => i % 3 === at)
    const title = `${view} ${firstWords(topic, 5)}`
    return {
      title,
      promise: `You can tell afterwards which part of it holds: ${firstWords(about[0]?.text ?? topic, 8)}.`,
      audience: 'People who heard of it and never looked.',
      new: 'The clipped videos show one side of it alone.',
      titles: [
        title,
        `${firstWords(topic, 4)}, looked at closely`,
        `Before you believe it: ${firstWords(topic, 4)}`,
      ],
      why: `It starts from ${firstWords(about[0]?.text ?? topic, 6)}.`,
      leavesOut: 'What came before, and what it costs.',
      evidence: about.flatMap(({ refs }) => refs.slice(0, 1)).slice(0, 6),
    }
  })
}

function outlines(data: string) {
  const claims = claimsIn(data)
  const turns = 5
  return ['in time', 'as a ladder of questions', 'from one case to the whole'].map((order, at) => {
    const told = spread(claims, (turns + 1) * 3).filter((_, i) => i % 3 === at)
    const evidence = (n: number) => told[n % Math.max(1, told.length)]?.refs.slice(0, 3) ?? []
    const beat = (kind: string, title: string, purpose: string, refs: string[] = []) => ({
      ...{ kind, title, purpose, weight: 1, evidence: refs },
    })
    return {
      order,
      why: `It can be told ${order}.`,
      leavesOut: 'The side of those who sell it.',
      beats: [
        beat('hook', 'The beginning', 'It makes one want to know.'),
        beat('setup', 'What it is', 'One knows what it is about.'),
        ...Array.from({ length: turns }, (_, n) =>
          beat(
            'turn',
            `${n + 1}. ${firstWords(told[n % Math.max(1, told.length)]?.text ?? order, 6)}`,
            'It changes what one thought.',
            evidence(n),
          ),
        ),
        beat('payoff', 'What holds', 'It keeps the promise.', evidence(turns)),
        beat('close', 'The end', 'One knows what to do.'),
      ],
    }
  })
}

function hooks(data: string) {
  const quotes = [...data.matchAll(/^(E\d+)(?: "[^\n]*")?: “([^”…\n]{20,})”$/gm)].map(([, ref, quote]) => ({
    ref: ref!,
    quote: quote!,
  }))
  return ['question', 'claim', 'promise'].map((kind, at) => {
    const told = quotes[at]
    return {
      kind,
      why: `It begins with a ${kind}.`,
      leavesOut: 'The history of it.',
      sentences: [
        {
          text: ['What if it is not so?', 'Most of us never look.', 'Give me a few minutes.'][at]!,
          evidence: [],
        },
        told
          ? { text: `One of them wrote: “${firstWords(told.quote, 10)}”`, evidence: [told.ref] }
          : { text: 'I thought so too.', evidence: [] },
        { text: 'By the end we know what holds.', evidence: [] },
      ],
    }
  })
}

/** Evenly out of all of them. */
const spread = <Item>(items: Item[], count: number): Item[] =>
  items.filter(
    (_, i) => Math.floor((i * count) / items.length) !== Math.floor(((i - 1) * count) / items.length),
  )
