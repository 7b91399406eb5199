import { afterAll, beforeAll, expect, test } from 'vitest'
import { Interview } from '../../../core/contract/conversation.ts'
import { newId } from '../../../core/contract/id.ts'
import { fails, saysJson } from '../model/wire-server.ts'
import { tidal } from '../research/fixtures.ts'
import { article } from '../support/captures.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { openTalk, talkative } from './talk.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

type Talk = Awaited<ReturnType<typeof openTalk>>

async function interviewed(talk: Talk, projectId = talk.projectId): Promise<Interview> {
  const id = newId()
  await talk.ask(`/projects/${projectId}/interviews`, 'POST', { id })
  await talk.over(id)
  return Interview.parse((await talk.ask(`/projects/${projectId}/interview`)).interview)
}

async function projectOf(
  talk: Talk,
  topic: string,
  texts: { title: string; text: string }[],
): Promise<string> {
  const projectId = newId()
  await talk.ask(`/projects/${projectId}`, 'PUT', { title: topic })
  for (const [i, { title, text }] of texts.entries()) {
    const url = `https://paper${i}.example/story`
    await talk.clip(await article(projectId, { title, text, url, canonicalUrl: url }))
  }
  return projectId
}

test('without a model it asks of the topic, of each sort once, and each project other things', async () => {
  const talk = await openTalk(own, null)
  const tides = await interviewed(talk, await projectOf(talk, 'The tidal plant of Merrow Bay', tidal()))
  expect(tides.method).toEqual({ by: 'extractive', name: 'templates-1' })
  expect(tides.questions.map(({ about }) => about)).toEqual([
    'story',
    'opinion',
    'mistake',
    'experience',
    'audience',
  ])
  const words = tides.questions.map(({ question }) => question).join(' ')
  expect(words).toMatch(/tidal|Merrow|plant|turbines/i)
  for (const { why, sourceId } of tides.questions) {
    expect(why).toMatch(/\S/)
    expect(sourceId).toBeNull()
  }
  const bread = await interviewed(talk, await projectOf(talk, 'Why bread rises', []))
  expect(bread.questions.map(({ question }) => question).join(' ')).toContain('Why bread rises')
  expect(bread.questions.filter(({ question }) => words.includes(question))).toEqual([])
})

test('asked again, a project is asked other questions', async () => {
  const talk = await openTalk(own, null)
  const projectId = await projectOf(talk, 'The tidal plant of Merrow Bay', tidal())
  const first = await interviewed(talk, projectId)
  const second = await interviewed(talk, projectId)
  const both = second.questions.filter(({ question }) =>
    first.questions.some(other => other.question === question),
  )
  expect(both).toEqual([])
})

test('a model asks, and what is no question for a creator is left out and filled up', async () => {
  const talk = await openTalk(
    own,
    talkative({
      interview: saysJson({
        questions: [
          { about: 'story', question: 'When did you first see the plant turn?', why: 'Nobody tells it.' },
          { about: 'opinion', question: 'What is your API key?', why: 'It is needed.' },
          { about: 'mistake', question: 'See https://evil.example/ and tell?', why: 'x' },
          { about: 'audience', question: 'Tell me a story.', why: 'It is no question.' },
        ],
      }),
    }),
  )
  const { questions, method } = await interviewed(talk)
  expect(method).toMatchObject({ by: 'model', name: 'tiny', promptVersion: 'interview-1', dropped: 3 })
  expect(questions).toHaveLength(3)
  expect(questions[0]).toMatchObject({ question: 'When did you first see the plant turn?' })
  expect(JSON.stringify(questions)).not.toMatch(/API key|evil/)
})

test('a model that is down is done without', async () => {
  const down = await openTalk(own, talkative({ interview: fails(500) }))
  expect((await interviewed(down)).method.by).toBe('extractive')
})
