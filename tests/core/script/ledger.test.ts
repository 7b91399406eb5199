import { describe, expect, it } from 'vitest'
import type { LedgerEntry, ScriptOp } from '../../../core/contract/script.ts'
import { applyAll, emptyScript } from '../../../core/script/apply.ts'
import { afterEdit, backing, claimed } from '../../../core/script/ledger.ts'
import { checkable } from '../../../core/script/opinion.ts'
import { CHANGED_FACTS, citation } from '../../support/changed-facts.ts'

const why = 'As it was found.'
const entryOf = (standing: LedgerEntry['standing'], quote: string | null): LedgerEntry => ({
  standing,
  citations: quote ? [citation(quote)] : [],
  why,
})

describe('a script in which 20 facts were changed by hand', () => {
  it('has 20', () => expect(CHANGED_FACTS).toHaveLength(20))

  it.each(CHANGED_FACTS)('shows $what as open, and as it was when it is put back', one => {
    const entry = entryOf(one.standing, one.quote)
    expect(claimed(one.text, entry, 'machine')).toEqual(entry)
    const after = afterEdit(one.changed, one.text, entry)
    expect(after.standing).toBe('open')
    expect(after.why).not.toBe(why)
    expect(after.citations).toEqual(entry.citations)
    const back = afterEdit(one.text, one.changed, after)
    expect(back.standing).toBe(one.standing)
  })

  it('shows all 20 in the script that every device folds', () => {
    const at = '2026-01-01T00:00:00.000Z'
    const ops = CHANGED_FACTS.flatMap(({ text, changed, quote, standing }, n): ScriptOp[] => {
      const head = (what: string) => ({ id: `${what}-${n}`, at, by: 'creator' as const })
      const ledger = entryOf(standing, quote)
      return [
        {
          ...head('insert'),
          do: 'sentence.insert',
          sentence: { id: `s-${n}`, beatId: 'b', rank: 'a0', text, origin: 'model', ledger, cue: '' },
        },
        {
          ...head('write'),
          do: 'sentence.write',
          sentenceId: `s-${n}`,
          text: changed,
          base: 1_000,
          besideId: `beside-${n}`,
          undo: false,
          origin: null,
        },
      ]
    })
    const standings = Object.values(applyAll(emptyScript(), ops).sentences).map(
      ({ ledger }) => ledger.standing,
    )
    expect(standings).toEqual(Array(20).fill('open'))
  })
})

it('names who is quoted, and nobody else, without that it has to be quoted', () => {
  const text = 'Salt marshes store 40 percent of the carbon.'
  const entry: LedgerEntry = {
    ...entryOf('quoted', null),
    citations: [{ ...citation('Salt marshes store 40 percent of the carbon'), who: 'Ines Okafor' }],
  }
  const said = (who: string) =>
    afterEdit(`According to ${who}, salt marshes store 40 percent of the carbon.`, text, entry)
  expect(said('Ines Okafor').standing).toBe('quoted')
  expect(said('Okafor').standing).toBe('quoted')
  expect(said('Ines Miller')).toMatchObject({ standing: 'open', why: '“Miller” is not in the quote.' })
})

describe('a quoted sentence', () => {
  const quote = 'Salt marshes store 40 percent of the carbon'
  const found = (text: string, quotes = [quote]) => {
    const result = backing(
      text,
      quotes.map(each => citation(each)),
    )
    return 'missing' in result ? result.missing : 'quoted'
  }

  it.each([
    ['is the quote', 'Salt marshes store 40 percent of the carbon.'],
    ['holds it', 'So here it is: “salt marshes store 40 percent of the carbon”, and I mean it.'],
    ['is set otherwise', 'SALT MARSHES store 40 percent — of the carbon!'],
    [
      'names who is quoted by the source’s title',
      'The Harbour says: salt marshes store 40 percent of the carbon.',
    ],
    ['says a number of the quote once more', '40 percent: salt marshes store 40 percent of the carbon.'],
    ['denies nothing', 'No wonder: salt marshes store 40 percent of the carbon.'],
  ])('%s', (_, text) => expect(found(text)).toBe('quoted'))

  it.each([
    ['Salt marshes store 41 percent of the carbon.', 'The words of the quote do not stand in it any more.'],
    ['In 2020 salt marshes store 40 percent of the carbon.', '“2020” is not in the quote.'],
    ['All salt marshes store 40 percent of the carbon.', '“All” is not in the quote.'],
    ['Salt marshes store 40 percent of the carbon of Norway.', '“Norway” is not in the quote.'],
    ['NASA says: salt marshes store 40 percent of the carbon.', '“NASA” is not in the quote.'],
    [
      'It is wrong that salt marshes store 40 percent of the carbon.',
      '“wrong” stands outside the quote and may turn it round.',
    ],
    ['Salt marshes store 40 percent of the carbon in forty tons.', '“forty tons” is not in the quote.'],
    ['Salt marshes store 40 percent of the carbon since May 3.', '“3” is not in the quote.'],
    [
      'Salt marshes store 40 percent of the carbon, which is why they are cool.',
      '“which is why” is not in the quote.',
    ],
    ['Salt marshes store 40 percent of the carbon, twice as much as woods.', '“twice” is not in the quote.'],
    ['Einstein knew: salt marshes store 40 percent of the carbon.', '“Einstein” is not in the quote.'],
  ])('is not: %s', (text, missing) => expect(found(text)).toBe(missing))

  it('may hold two quotes, each for its own facts', () => {
    const text = 'The survey began in March 1987, and the channel is 3 kilometres wide.'
    expect(found(text, ['The survey began in March 1987', 'The channel is 3 kilometres wide'])).toBe('quoted')
    expect(found(text, ['The survey began in March 1987'])).toBe('“3 kilometres” is not in the quote.')
  })

  it('is not by a word or two, which stand everywhere', () => {
    expect(found('The survey was long.', ['The survey began in March 1987'])).not.toBe('quoted')
    const short = { ...citation('Water rises twice a day'), anchor: { exact: 'day', prefix: '', suffix: '' } }
    expect(backing('It was a day.', [short])).toHaveProperty('missing')
  })

  it('is held though captions put noise between its words', () => {
    const heard = citation('Water rises twice a day')
    const noisy = {
      ...heard,
      anchor: { ...heard.anchor, exact: '>> Water um rises rises twice\n[Music] a day' },
    }
    expect(backing('Water rises twice a day.', [noisy])).toEqual({ backed: [noisy] })
  })
})

describe('words that are changed', () => {
  const paraphrase = entryOf('paraphrase', 'The tide reaches Bramley two hours later')
  const text = 'Two hours later the tide is in Bramley.'

  it('leave an opinion of a model standing where only their setting changed', () => {
    expect(afterEdit('two hours later, the tide is in Bramley', text, paraphrase)).toBe(paraphrase)
  })

  it('make it open with any other word, even one that says the same', () => {
    expect(afterEdit('Two hours later the tide is at Bramley.', text, paraphrase)).toMatchObject({
      standing: 'open',
      why: 'You changed it since it was compared with its passage.',
      was: { text, standing: 'paraphrase', why },
    })
  })

  it('become quoted where the literal words of the passage are put there', () => {
    expect(afterEdit('The tide reaches Bramley two hours later.', text, paraphrase).standing).toBe('quoted')
  })

  it('bring back what was held of them over many steps', () => {
    const steps = ['Two', 'Two hours', 'Two hours later the tide is in Corvo.', text]
    let [at, entry] = [text, paraphrase]
    for (const step of steps) {
      entry = afterEdit(step, at, entry)
      at = step
    }
    expect(entry).toEqual(paraphrase)
  })

  it('stay an opinion while nothing in them can be checked', () => {
    const opinion = entryOf('opinion', null)
    expect(afterEdit('I really love that.', 'I love that.', opinion).standing).toBe('opinion')
    expect(afterEdit('I think Corvo was empty.', 'I love that.', opinion).standing).toBe('open')
  })

  it('that were open become an opinion only where they say so', () => {
    const open = entryOf('open', null)
    expect(afterEdit('Why is that?', 'Why', open).standing).toBe('opinion')
    expect(afterEdit('Cats like milk.', 'Cats', open).standing).toBe('open')
  })
})

describe('what somebody claims for a sentence', () => {
  it('is believed of the creator, who knows what they know and think', () => {
    const own = entryOf('own_knowledge', null)
    const opinion = entryOf('opinion', null)
    expect(claimed('I saw 12 whales.', own, 'creator')).toBe(own)
    expect(claimed('Tea is better than coffee.', opinion, 'creator')).toBe(opinion)
  })

  it('is shown by a machine, or open', () => {
    const standing = (text: string, entry: LedgerEntry) => claimed(text, entry, 'machine').standing
    expect(standing('I saw 12 whales.', entryOf('own_knowledge', null))).toBe('open')
    const answer = 'I sailed from Bramley to Corvo in 19 days'
    expect(standing('It took me 19 days to Corvo.', entryOf('own_knowledge', answer))).toBe('own_knowledge')
    expect(standing('It took me 18 days to Corvo.', entryOf('own_knowledge', answer))).toBe('open')
    expect(standing('Tea is better than coffee.', entryOf('opinion', null))).toBe('open')
    expect(standing('The marsh holds carbon.', entryOf('paraphrase', null))).toBe('open')
    expect(standing('It keeps 60 percent.', entryOf('paraphrase', 'store 40 percent of the carbon'))).toBe(
      'open',
    )
    expect(standing('It keeps forty percent.', entryOf('paraphrase', 'store 40 percent of the carbon'))).toBe(
      'paraphrase',
    )
  })

  it('is never quoted without the words, whoever says so', () => {
    for (const by of ['creator', 'machine'] as const)
      expect(claimed('Marshes hold much.', entryOf('quoted', 'Water rises twice a day'), by).standing).toBe(
        'open',
      )
  })
})

describe('what can be checked', () => {
  it.each([
    ['There are 3 of them.', '3'],
    ['It was in October.', 'October'],
    ['I think tea is better.', 'better'],
    ['It happened because of rain.', 'because'],
    ['I think Newton was wrong about it.', 'Newton'],
    ['Half of you know that.', 'Half'],
    ['Ich glaube, das sind zwei.', 'zwei'],
  ])('%s', (text, what) => expect(checkable(text)).toBe(what))

  it.each([
    'Let’s go.',
    'I love this so much.',
    'And that may be the nicest thing about it.',
    'One of you wrote to me.',
    'What do you think?',
  ])('nothing: %s', text => expect(checkable(text)).toBeNull())
})
