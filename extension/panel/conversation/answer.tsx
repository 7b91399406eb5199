import type { AnswerSentence, OwnQuote, Turn } from '../../../core/contract/conversation.ts'
import { wordsOf } from '../brief/same-words.ts'
import { Cited, FailedQuotes } from '../brief/statement.tsx'
import { copied } from '../copied.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/chip.tsx'
import { Quote } from '../ui/quote.tsx'
import { clockTime, count } from '../words/numbers.ts'
import { answerMarkdown } from './answer-markdown.ts'

/** An answer, sentence by sentence, each with what backs it or the word that nothing does. */
export function Answer({ turn }: { turn: Turn }) {
  const { feedback } = usePanel()
  const own = turn.answer.filter(sentence => sentence.standing === 'own').length
  return (
    <div class="answer">
      {turn.answer.map((sentence, at) => (
        <Sentence key={`${at} ${sentence.text}`} sentence={sentence} />
      ))}
      <div class="answer__foot">
        {own > 0 && (
          <p class="answer__own">{count(own, 'sentence')} that none of your sources says in so many words.</p>
        )}
        <Button small tone="quiet" icon="copy" onClick={() => void copied(feedback, answerMarkdown(turn))}>
          Copy
        </Button>
      </div>
    </div>
  )
}

/** With quote marks or without them. */
const sameWords = (a: string, b: string) => {
  const bare = (text: string) => wordsOf(text.replace(/[“”"]/g, ' '))
  return bare(a) === bare(b)
}

function Sentence({ sentence }: { sentence: AnswerSentence }) {
  if (sentence.standing === 'plain')
    return (
      <p class="answer__plain" dir="auto">
        {sentence.text}
      </p>
    )
  if (sentence.standing === 'own')
    return (
      <div class="answer__sentence">
        <p dir="auto">
          <Chip shape="open">nobody backs this</Chip> <span class="statement__dashed">{sentence.text}</span>
        </p>
        <FailedQuotes quotes={sentence.failedQuotes} />
      </div>
    )
  const { text, citations, channel } = sentence
  // Without a model the sentence is the quote: it is not said twice.
  const itself = [...citations.map(each => each.anchor.exact), ...channel.map(each => each.quote)].some(
    quote => sameWords(quote, text),
  )
  return (
    <div class="answer__sentence">
      {!itself && <p dir="auto">{text}</p>}
      {citations.map(citation => (
        <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
      ))}
      {channel.map(quote => (
        <FromChannel key={`${quote.videoId} ${quote.startMs}`} quote={quote} />
      ))}
    </div>
  )
}

/** What the creator said in a video of their own. */
function FromChannel({ quote }: { quote: OwnQuote }) {
  const { world } = usePanel()
  return (
    <div class="cited">
      <Quote words={quote.quote} />
      <button type="button" class="cite" onClick={() => void world.voice.play(quote.videoId, quote.startMs)}>
        <span class="unseen">Play </span>
        <bdi class="cite__title">You, in “{quote.title}”</bdi>
        <span class="cite__place numbers">{clockTime(quote.startMs)}</span>
      </button>
    </div>
  )
}
