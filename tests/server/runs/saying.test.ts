import { expect, test } from 'vitest'
import { createSaying, type Said } from '../../../server/runs/saying.ts'

/** The answer as a follower has it. */
const heard = (events: Said[]) => events.reduce((text, said) => text.slice(0, said.from) + said.text, '')

test('the first piece goes at once, and those that come close together go in one event', async () => {
  const events: Said[] = []
  const say = createSaying(async said => void events.push(said), 50)
  await say('The ')
  expect(events).toEqual([{ from: 0, text: 'The ' }])
  for (const piece of ['sea ', 'comes ', 'and ', 'goes.']) void say(piece)
  await say('')
  expect(events).toHaveLength(2)
  expect(heard(events)).toBe('The sea comes and goes.')
})

test('writes follow each other even where one takes longer than the pause between them', async () => {
  let open = 0
  const events: Said[] = []
  const say = createSaying(async said => {
    expect(++open).toBe(1)
    await new Promise(resolve => setTimeout(resolve, 8))
    events.push(said)
    open--
  }, 1)
  for (let i = 0; i < 20; i++) {
    void say(`${i} `)
    await new Promise(resolve => setTimeout(resolve, 3))
  }
  await say('')
  expect(heard(events)).toBe(Array.from({ length: 20 }, (_, i) => `${i} `).join(''))
})

test('an answer that begins anew takes back what was said, and what was gathered and not yet said', async () => {
  const events: Said[] = []
  const say = createSaying(async said => void events.push(said), 20)
  await say('A first answer')
  void say(' that goes on')
  await say('Another', { anew: true })
  expect(heard(events)).toBe('Another')
  await say(' one')
  expect(heard(events)).toBe('Another one')
})

test('a piece that could not be written goes with the next', async () => {
  const events: Said[] = []
  let fails = true
  const say = createSaying(async said => {
    if (fails) throw new Error('no database')
    events.push(said)
  }, 1)
  await expect(say('The sea')).rejects.toThrow('no database')
  fails = false
  await say(' comes')
  expect(heard(events)).toBe('The sea comes')
})
