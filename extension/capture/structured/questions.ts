import { composed, counted } from './compose.ts'
import { attributeAt, factsOf, metaOf, mostPosts, textAt, tidy, timeIn } from './find.ts'
import { dateOf } from './forum.ts'
import type { StructuredReader } from './reading.ts'

const body = '.js-post-body, .s-prose, [itemprop="text"]'
const without = '.post-signature, .js-post-menu, .s-notice .s-btn'

/** A question with its answers: of a Stack Exchange site, or of any that writes schema.org's QAPage into its page. */
export const readQuestion: StructuredReader = ({ document, url }) => {
  const question = document.querySelector(
    '#question[data-questionid], .question:has(.js-post-body), [itemtype*="schema.org/Question"]:has([itemprop="text"])',
  )
  const isQuestion =
    question?.matches('#question, .question') ||
    document.querySelector('[itemtype*="schema.org/QAPage"]') !== null
  if (!question || !isQuestion || !question.querySelector(body)) return null
  const parts = composed(document)
  const author = authorOf(question)
  const published = timeIn(question, '[itemprop="dateCreated"]', '.relativetime')
  const answers = [
    ...document.querySelectorAll(
      '.answer:has(.js-post-body), [itemtype*="schema.org/Answer"]:has([itemprop="text"])',
    ),
  ].slice(0, mostPosts)
  let comments = 0
  const post = (element: Element, name: string, isAccepted: boolean): void => {
    const votes =
      textAt(element, '.js-vote-count', '[itemprop="upvoteCount"]') ??
      attributeAt(element, 'content', '[itemprop="upvoteCount"]')
    const own = [...element.querySelectorAll(body)].find(each => isOwn(each, element))
    if (!own) return
    parts.heading(2, name)
    parts.said(
      {
        author: authorOf(element),
        date: dateOf(timeIn(element, '[itemprop="dateCreated"]', '.relativetime')),
        notes: [counted(votes, 'vote'), isAccepted ? 'accepted' : null],
        body: own,
      },
      without,
    )
    for (const comment of element.querySelectorAll(
      '.js-comment, .comment, [itemtype$="schema.org/Comment"]',
    )) {
      const text = comment.querySelector('.comment-copy, [itemprop="text"]')
      if (!text || !(text.textContent ?? '').trim()) continue
      comments++
      const date = dateOf(timeIn(comment, '.comment-date [title]', '.relativetime-clean'))
      parts.said({
        author: textAt(comment, '.comment-user', '[itemprop="author"]'),
        date,
        notes: ['comment'],
        body: text,
      })
    }
  }
  post(question, 'Question', false)
  for (const answer of answers)
    post(
      answer,
      'Answer',
      answer.matches('.accepted-answer, .js-accepted-answer, [itemprop="acceptedAnswer"]'),
    )
  const tags = [...document.querySelectorAll('.post-taglist .post-tag, .js-post-tag-list-item a')].map(tag =>
    tidy(tag.textContent),
  )
  return {
    form: 'thread',
    head: {
      title:
        textAt(document, '#question-header h1', '[itemprop="name"] a.question-hyperlink', 'h1') ??
        metaOf(document, 'og:title'),
      author,
      site: metaOf(document, 'og:site_name') ?? new URL(url).hostname.replace(/^www\./, ''),
      published: published?.replace(' ', 'T') ?? null,
      language: null,
    },
    facts: factsOf(
      ['Answers', answers.length],
      [
        'Accepted answer',
        answers.some(each =>
          each.matches('.accepted-answer, .js-accepted-answer, [itemprop="acceptedAnswer"]'),
        )
          ? 'yes'
          : null,
      ],
      ['Comments', comments || null],
      ['Tags', [...new Set(tags)].join(', ')],
    ),
    content: parts.element,
    leftOut: new Map(),
  }
}

/** Not one of a comment under it. */
const isOwn = (part: Element, post: Element): boolean => {
  const comment = part.closest('.comment, .js-comment, [itemtype$="schema.org/Comment"]')
  return comment === null || !post.contains(comment)
}

const authorOf = (post: Element): string | null =>
  textAt(
    post,
    '.post-signature.owner .user-details a',
    '[itemprop="author"] [itemprop="name"]',
    '.user-details[itemprop="author"] a',
    '.post-signature:last-of-type .user-details a',
    '[itemprop="author"]',
  )
