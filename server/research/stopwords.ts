/**
 * Words that say nothing about a subject, by language. Only short lists: a word that is common in the sources at
 * hand weighs little anyway (idf). Reporting words are among them, or every news story would be about «said».
 */
const LISTS: Record<string, string> = {
  en: `a an the and or but nor so yet if then else than that this these those there here who whom whose which what
    when where why how all any both each few more most other some such no not only own same too very just also even
    still already again ever never about above after against along among around as at because before behind below
    between beyond by despite down during except for from in inside into like near of off on onto out outside over past
    per since through throughout to toward towards under until unless up upon via with within without while whether
    i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its
    itself they them their theirs themselves one ones someone something anyone anything everyone everything nothing
    nobody am is are was were be been being have has had having do does did doing done will would shall should can could
    may might must ought need dare used let lets get gets got getting gotten go goes going gone went come comes came
    coming make makes made making take takes took taken taking give gives gave given put puts keep keeps kept say says
    said saying tell tells told telling ask asks asked according accord report reports reported reportedly add adds
    added note notes noted announce announced statement spokesman spokeswoman spokesperson interview think thinks
    thought know knows knew known see sees saw seen look looks looked want wants wanted seem seems seemed really quite
    rather much many lot lots several every another less least enough almost nearly perhaps maybe well now today
    yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday week weeks month months year
    years day days hour hours minute minutes time times way ways thing things kind sort bit first second last next new
    old good great big little long high low back part end two three four five six seven eight nine ten hundred thousand
    million billion however though although instead meanwhile moreover therefore thus hence indeed actually basically
    literally okay ok yeah yes oh um uh gonna wanna don't doesn't didn't isn't aren't wasn't weren't can't won't
    wouldn't couldn't shouldn't hasn't haven't hadn't i'm you're we're they're it's that's there's he's she's i've
    you've we've they've i'll you'll we'll they'll i'd you'd he'd she'd mr mrs ms dr people people's show shows
    shown showed find finds found include includes included including set call calls called become becomes became
    remain remains remained use uses using start started begin began turn turned help helped large small number
    january february march april june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec a.m p.m image photo credit fact facts example reason reasons question questions person video story article read`,
  de: `der die das den dem des ein eine einer eines einem einen und oder aber denn weil dass wenn als wie wo was wer
    nicht kein keine auch nur noch schon sehr so da dann hier dort ich du er sie es wir ihr ihn ihm uns euch mein dein
    sein ihre ist sind war waren wird werden wurde hat haben hatte kann können muss müssen soll will zu zum zur von vom
    vor mit nach bei aus auf an am in im für über unter durch um gegen ohne bis sich man mehr andere diese dieser dieses`,
  fr: `le la les l un une des de du d et ou mais donc or ni car que qui quoi dont où ce cet cette ces se s sa son ses il
    elle ils elles on nous vous je tu me te y en à au aux dans par pour sur avec sans sous entre vers chez ne pas plus
    est sont était être a ont avait avoir fait comme si aussi très bien tout tous toute leur leurs qu n c j m t même`,
  es: `el la los las un una unos unas de del al y o u pero que quien cual como cuando donde si no ni a ante con contra
    desde en entre hacia hasta para por según sin sobre tras lo le les se me te nos su sus mi tu es son era fue ser
    está están ha han había hay más muy ya también este esta estos estas ese esa eso todo todos toda todas otro otra`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para com sem sob sobre entre até e ou
    mas que quem qual como quando onde se não nem eu tu ele ela nós eles elas me te lhe seu sua seus suas é são era foi
    ser está tem têm há mais muito já também este esta isso esse essa ao aos à às todo toda todos todas outro outra`,
  it: `il lo la i gli le un uno una di del della dei delle dello degli a al alla ai alle da dal dalla in nel nella con
    su sul sulla per tra fra e o ma che chi cui come quando dove se non né si mi ti ci vi lo suo sua suoi sue è sono era
    essere ha hanno aveva più molto già anche questo questa quello quella tutto tutti tutta altre altri anche c l d un`,
  ru: `и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня
    еще нет о из ему теперь когда даже ну ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом
    себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под
    это этот эта эти который которые`,
}

const everyLanguage = new Set(Object.values(LISTS).flatMap(list => list.split(/\s+/)))
const english = new Set(LISTS.en!.split(/\s+/))

/** In English text only English ones: «die» and «war» are words there. Elsewhere English ones too, for mixed pages. */
export const stopwords = (language: string | null): ReadonlySet<string> =>
  !language || /^en\b/i.test(language) ? english : everyLanguage

const lists = Object.entries(LISTS).map(([language, list]) => ({
  language,
  words: new Set(list.split(/\s+/)),
}))

/** For a page that does not say its language: the one whose small words it uses most; null when it is none of them. */
export function likelyLanguage(text: string): string | null {
  const sample =
    text
      .slice(0, 6_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  let best: string | null = null
  let most = sample.length * 0.1
  for (const { language, words } of lists) {
    const hits = sample.reduce((sum, word) => sum + (words.has(word) ? 1 : 0), 0)
    if (hits > most) {
      most = hits
      best = language
    }
  }
  return best
}
