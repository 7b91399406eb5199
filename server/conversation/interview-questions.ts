import { createHash } from 'node:crypto'
import type { InterviewQuestion } from '../../core/contract/conversation.ts'
import { addressesMachine } from '../../core/machine-words/machine-words.ts'
import type { InterviewMaterial } from './interview-material.ts'

export type Asked = Pick<InterviewQuestion, 'about' | 'question' | 'why'>

/** Method and version of questions that no model made. */
export const INTERVIEW_NAME = 'templates-1'
const MOST = 5

type Form = (about: string) => string

const stories: Form[] = [
  about =>
    `When did ${about} first become real for you? Tell it as a scene: where were you, what did you see, what did you do?`,
  about => `What is the moment with ${about} that you tell friends about?`,
  about => `Who taught you what you know about ${about}, and what did they say or do?`,
  about => `What happened to you with ${about} that no article could have told you?`,
]
const mistakes: Form[] = [
  about => `What did you once believe about ${about} that turned out to be wrong, and what showed you?`,
  about => `What did you get wrong about ${about}, and what did it cost you?`,
  about => `Which advice about ${about} did you follow and regret?`,
]
const experiences: Form[] = [
  about =>
    `What have you tried, built, measured or visited yourself that has to do with ${about}? What came out?`,
  about => `What do you notice about ${about} in your own work that outsiders miss?`,
  about =>
    `If you showed somebody ${about} for an afternoon, what would you let them do with their own hands?`,
]
const opinions: Form[] = [
  about => `What does everybody say about ${about} that you do not believe? Why not?`,
  about => `What would you change about ${about} if it were yours to decide, and who would be against it?`,
  about => `What about ${about} is talked about too much, and what too little?`,
]
const audiences: Form[] = [
  about => `What do your viewers get wrong about ${about} in the comments, and what do you answer?`,
  about =>
    `Who among your viewers needs this video on ${about} most, and what will they do differently after it?`,
  about => `What do you want somebody to feel about ${about} when the video ends?`,
]

/**
 * Questions that only the creator can answer, without a model: of each sort one, about what this project is about and
 * what its sources lack. Another project has other ones, the same project the same until something changes; what was
 * asked before is not asked again while there is another.
 */
export function templateQuestions(material: InterviewMaterial): Asked[] {
  const { desk, topic, themes, parting, single, open, asked } = material
  const draw = createHash('sha256').update(`${desk.projectId} ${asked.length}`).digest()
  const used = new Set<string>()
  const pick = <Item>(from: Item[], at: number): Item | undefined =>
    from[draw[at]! % Math.max(1, from.length)]
  const theme = (at: number): string => {
    const left = themes.filter(each => !used.has(each) && fine(each))
    const chosen = pick(left.slice(0, 6), at)
    if (!chosen) return named(topic)
    used.add(chosen)
    return named(chosen)
  }
  const form = (forms: Form[], at: number, about: string): string => {
    const all = forms.map(each => each(about))
    return (
      pick(
        all.filter(each => !asked.includes(each)),
        at,
      ) ?? pick(all, at)!
    )
  }
  const count = desk.sources.length
  const sources = count === 1 ? 'Your one source' : `None of your ${count} sources`
  const lacks = (what: string) =>
    count === 0
      ? `There are no sources yet, and none will have ${what}.`
      : count === 1
        ? `${sources} cannot have ${what}.`
        : `${sources} can have ${what}.`
  const part = pick(parting.filter(fine), 5)
  const alone = pick(single.filter(fine), 6)
  const nobody = pick(open.filter(fine), 7)
  const own = desk.sources.some(({ source }) => source.kind === 'knowledge')

  const questions: Asked[] = [
    { about: 'story', question: form(stories, 0, theme(8)), why: lacks('a story of yours') },
    part
      ? {
          about: 'opinion',
          question: `Your sources part on “${part}”. Where do you stand, and what makes you sure?`,
          why: 'They do not settle it between them, so your viewers will want your word.',
        }
      : { about: 'opinion', question: form(opinions, 1, theme(9)), why: lacks('your opinion') },
    { about: 'mistake', question: form(mistakes, 2, theme(10)), why: lacks('what you learned the hard way') },
    alone
      ? {
          about: 'experience',
          question: `Only one source says: “${alone}”. Does that fit what you have seen yourself?`,
          why: 'Nobody else bears it out, and first-hand experience would.',
        }
      : {
          about: 'experience',
          question: form(experiences, 3, theme(11)),
          why: lacks('what you did yourself'),
        },
    nobody
      ? {
          about: 'audience',
          question: `None of your sources answers this: “${nobody}” What would you tell a viewer who asks it?`,
          why: 'It is open in your research, and you may know.',
        }
      : {
          about: 'audience',
          question: form(audiences, 4, named(topic)),
          why: lacks('your viewers’ questions'),
        },
  ]
  // Whoever has told much already is asked less.
  return questions.slice(0, own ? 4 : MOST)
}

/** Fit to stand in a question of ours. */
export const fine = (text: string): boolean => text.length >= 3 && !addressesMachine(text)

const named = (text: string): string => `“${text}”`
