import { composed } from './compose.ts'
import { attributeAt, factsOf, metaOf, mostPosts, textAt, tidy, timeIn } from './find.ts'
import { dateOf } from './forum.ts'
import type { StructuredReader } from './reading.ts'

/** How one network writes posts into its page. Selectors below `post` are looked for within each post. */
interface Network {
  name: string
  /** Stands only in the page of one post, not in a stream of them. */
  marks: string
  post: string
  /** The post that the page is about, where the page says it; else the first. */
  main?: string
  body: string
  author: string[]
  /** "@ada@example.social", however much of it the page tells. */
  handle: (post: Element) => string | null
  date: string[]
  without: string
}

const at = (text: string | null | undefined): string | null =>
  /@[\w.-]+(?:@[\w.-]+)?/.exec(text ?? '')?.[0] ?? null

const networks: Network[] = [
  {
    name: 'X',
    marks: 'article[data-testid="tweet"] [data-testid="tweetText"]',
    post: 'article[data-testid="tweet"]',
    main: 'article[data-testid="tweet"][tabindex="-1"]',
    body: '[data-testid="tweetText"]',
    author: ['[data-testid="User-Name"] a span', '[data-testid="User-Name"]'],
    handle: post =>
      at(
        post
          .querySelector('[data-testid="User-Name"]')
          ?.textContent?.replace(/^[^@]*/, '')
          .replace(/·.*$/, ''),
      ),
    date: ['time[datetime]'],
    without: '[data-testid="tweet-text-show-more-link"]',
  },
  {
    name: 'Mastodon',
    marks: '.detailed-status .status__content, .detailed-status__wrapper .status__content',
    post: '.detailed-status, .status[data-id], .status',
    main: '.detailed-status',
    body: '.status__content__text, .status__content',
    author: ['.display-name__html', '.display-name strong', '.p-author'],
    handle: post => at(post.querySelector('.display-name__account')?.textContent),
    date: ['.detailed-status__datetime time', 'time'],
    without: '.invisible, .status__content__spoiler-link, .status__content__read-more-button',
  },
  {
    name: 'Bluesky',
    marks: '[data-testid^="postThreadItem-by-"]',
    post: '[data-testid^="postThreadItem-by-"]',
    body: '[data-testid="postText"], div[data-word-wrap="1"]',
    author: ['a[href^="/profile/"] div[dir="auto"], a[href^="/profile/"] span', 'a[href^="/profile/"]'],
    handle: post => {
      const told = /^postThreadItem-by-(.+)$/.exec(post.getAttribute('data-testid') ?? '')?.[1]
      return told ? `@${told}` : null
    },
    date: ['time[datetime]', 'a[href*="/post/"][data-tooltip]', 'a[href*="/post/"][aria-label]'],
    without: '',
  },
  {
    name: 'LinkedIn',
    marks: '[role="article"].feed-shared-update-v2, article[data-activity-urn], .main-feed-activity-card',
    post: '[role="article"].feed-shared-update-v2, article[data-activity-urn], .main-feed-activity-card',
    body: '.update-components-update-v2__commentary, .update-components-text, [data-test-id="main-feed-activity-card__commentary"], .attributed-text-segment-list__content',
    author: [
      '.update-components-actor__title [aria-hidden="true"]',
      '.update-components-actor__title',
      '[data-test-id="main-feed-activity-card__entity-lockup"] a.text-sm',
      '[data-tracking-control-name*="actor-name"]',
    ],
    handle: () => null,
    date: ['time', '.update-components-actor__sub-description'],
    without: '.visually-hidden, .feed-shared-inline-show-more-text__see-more-less-toggle',
  },
  {
    name: 'YouTube',
    marks: 'ytd-backstage-post-renderer #content-text',
    post: 'ytd-backstage-post-renderer',
    body: '#content-text',
    author: ['#author-text'],
    handle: post => at(decodeURI(safe(attributeAt(post, 'href', '#author-text')))),
    date: ['#published-time-text'],
    without: '',
  },
  {
    name: '',
    marks: '[itemtype*="schema.org/SocialMediaPosting"] [itemprop="articleBody"]',
    post: '[itemtype*="schema.org/SocialMediaPosting"]',
    body: '[itemprop="articleBody"]',
    author: ['[itemprop="author"] [itemprop="name"]', '[itemprop="author"]'],
    handle: post =>
      at(
        attributeAt(post, 'content', '[itemprop="author"] [itemprop="alternateName"]') ??
          textAt(post, '[itemprop="alternateName"]'),
      ),
    date: ['[itemprop="datePublished"]'],
    without: '',
  },
]

const safe = (address: string | null): string => (address ?? '').replace(/%(?![0-9a-f]{2})/gi, '%25')

/** A post of a network, with what its author added to it: answers of others are left out and counted. */
export const readPost: StructuredReader = ({ document, url }) => {
  for (const network of networks) {
    if (!document.querySelector(network.marks)) continue
    const posts = [...document.querySelectorAll(network.post)]
      .filter(post => !post.parentElement?.closest(network.post))
      .slice(0, mostPosts)
    const wanted = network.main ? document.querySelector(network.main) : null
    const start = Math.max(
      0,
      posts.findIndex(post => post === wanted || post.contains(wanted)),
    )
    const main = posts[start]
    if (!main) continue
    const own = who(main, network)
    const parts = composed(document)
    let taken = 0
    // What the author says before and after it without anyone between is one thread.
    let from = start
    while (from > 0 && who(posts[from - 1]!, network) === own) from--
    let until = start
    while (until + 1 < posts.length && who(posts[until + 1]!, network) === own) until++
    for (const post of posts.slice(from, until + 1)) {
      const body = [...post.querySelectorAll(network.body)].find(each => (each.textContent ?? '').trim())
      if (!body) continue
      if (from !== until) parts.paragraph(`${++taken}`)
      else taken++
      parts.body(body, network.without)
      for (const image of post.querySelectorAll(
        '[data-testid="tweetPhoto"] img, .media-gallery img, img[src*="/feed_fullsize/"], img[src*="/feed_thumbnail/"], .update-components-image img, #main ytd-backstage-image-renderer img',
      ))
        if (!body.contains(image)) parts.body(image)
      const quoted = [...post.querySelectorAll(network.body)].filter(
        each => each !== body && each.closest('[role="link"], .status__quote'),
      )[0]
      if (quoted) parts.body(inQuotes(quoted))
    }
    if (!taken) continue
    const author = nameOf(main, network)
    const handle = network.handle(main)
    const date = timeIn(main, ...network.date)
    const leftOut = new Map<string, number>()
    const others = posts.length - (until - from + 1)
    if (others > 0) leftOut.set('posts of others', others)
    const site =
      network.name || metaOf(document, 'og:site_name') || new URL(url).hostname.replace(/^www\./, '')
    return {
      form: 'post',
      head: {
        title: titleOf(author ?? handle, main.querySelector(network.body)),
        author: author ?? handle,
        site,
        published: date,
        language: null,
      },
      facts: factsOf(
        ['Handle', handle],
        ['Posts', taken > 1 ? taken : null],
        ['Date', dateOf(date)?.replace(/\s*•.*$/, '')],
      ),
      content: parts.element,
      leftOut,
    }
  }
  return null
}

const nameOf = (post: Element, { author }: Network): string | null =>
  tidy(textAt(post, ...author)?.replace(/@.*$/, ''), 120)
const who = (post: Element, network: Network): string | null => network.handle(post) ?? nameOf(post, network)

/** A post has no title: its first words, and who says them. */
function titleOf(author: string | null, body: Element | null): string | null {
  const words = tidy((body?.querySelector('p') ?? body)?.textContent, 70)
  if (!words) return author
  const short = words.length < 70 ? words : `${words.replace(/\s+\S*$/, '')}…`
  return author ? `${author}: ${short}` : short
}

function inQuotes(part: Element): Element {
  const quote = part.ownerDocument.createElement('blockquote')
  quote.append(part.cloneNode(true))
  return quote
}
