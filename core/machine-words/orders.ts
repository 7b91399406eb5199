/*
 * How words that are meant for a language model and not for a reader usually go. Guesses by their wording: a reader's
 * text may hold them too (a page about prompt injection does), so they are withheld from models and never deleted.
 */

const machine = String.raw`(?:a\.?i\.?|llms?|gpt(?:-?\d\w*)?|chatgpt|claude|gemini|copilot|chat-?bots?|bots?|language models?|(?:ai|virtual|digital) (?:assistants?|agents?|models?|systems?|tools?|crawlers?|readers?|summari[sz]ers?)|(?:automated|machine) (?:readers?|agents?|assistants?|systems?))`
const rules = `(?:instructions?|prompts?|rules|guidelines|guardrails|directives|directions|constraints|context|messages?|orders|commands|polic(?:y|ies)|restrictions|programming|training)`
const before = `(?:previous|prior|above|earlier|preceding|foregoing|system|original|initial|existing|your|all|any|every(?:thing)?|other)`
const saying = `(?:say|tell|write|include|recommend|mention|state|praise|output|repl(?:y|ies)|respond|answer|ignore|summari[sz]e|call|invoke|use|run|execute|add|save|propose|cite|quote|append|insert|print|reveal|follow|obey|rank|treat|end|begin|start|do not|don't|never|always|must|should|please)`
const gap = (most: number) => `[^.!?\\n]{0,${most}}`

/** English, on the text as it is and on every disguise of it. */
export const orders: RegExp[] = [
  // "Ignore all previous instructions", "forget what you were told before".
  `\\b(?:ignore|disregard|forget|override|overrule|bypass|discard|dismiss|skip|drop|stop following|do not follow|don't follow|pay no attention to)\\b${gap(40)}\\b${before}\\b${gap(30)}\\b${rules}\\b`,
  `\\b(?:ignore|disregard|forget|override|bypass|do not follow|don't follow)\\b${gap(24)}\\b${rules}\\b${gap(8)}\\b(?:above|before|so far|you (?:were|have been) given|of the system)\\b`,
  `\\b(?:ignore|disregard|forget)\\b${gap(12)}\\b(?:everything|anything|all|what(?:ever)?)\\b${gap(20)}\\b(?:above|before|so far|you (?:were|have been|are|know|just read)|told|said)\\b`,
  `\\b(?:new|updated|revised|real|actual|true|secret|hidden|special|additional|following|important|urgent) (?:system )?(?:instructions?|prompt|directives?|orders)\\b${gap(16)}(?::|\\b(?:for|to) (?:you|the) ?(?:assistant|model|writer|planner|agent|${machine})?\\b)`,
  `\\bthe (?:instructions?|rules|prompt|guidelines) (?:above|before|you were given|of the system)\\b${gap(30)}\\b(?:void|cancell?ed|obsolete|outdated|no longer|a test|invalid|superseded|replaced)\\b`,
  // "Note to AI assistants", "dear language model", "attention, chatbots".
  `\\b(?:attention|note|notice|instructions?|important|message|memo|reminder|dear|hello|hey|hi|request|warning|addressed|meant|intended|written)\\b${gap(20)}\\b(?:to|for|by)\\b${gap(20)}\\b${machine}\\b(?![’']s| (?:safety|research|companies|startups|industry|art|and society))`,
  `(?:^|[\\n.!?\\[(<*-]\\s*)(?:attention|dear|hello|hey|hi|note|ok|okay)[,:]?\\s+(?:all )?(?:you )?${machine}\\s*[,:!.—-]`,
  `\\b(?:if you are|if you're|if you’re|as|since you are|because you are|you are now|you are) an? (?:${machine}|assistant|large language model|research assistant|helpful assistant|model)\\b${gap(120)}\\b${saying}\\b`,
  `\\b(?:if|when|whenever|any) (?:an? |any |the |your )?${machine}\\b${gap(30)}\\b(?:reads?|reading|process\\w*|summari[sz]\\w*|answers?|see(?:s|ing)?|cites?)\\b${gap(60)}\\b(?:must|should|shall|has to|have to|please|it is (?:required|obliged))\\b`,
  `\\b${machine}\\b${gap(30)}\\b(?:must|should|shall|has to|have to|needs? to|are (?:instructed|required|asked|ordered|told) to|is (?:instructed|required|asked|ordered|told) to)\\b${gap(60)}\\b(?:say|tell|write|include|recommend|mention|state|praise|output|reply|respond|ignore|summari[sz]e|call|invoke|cite|quote|propose|append|obey|follow)\\b`,
  `(?:^|[\\n.!?"“]\\s*)(?:assistant|${machine})[,:]\\s+(?:please |now |you (?:must|should|will) )?${saying}\\b`,
  // "You must now", "from now on you", "your new task".
  `\\bfrom (?:now|this point|here) on(?:wards?)?,? you(?:r| (?:are|will|must|should|shall|have)\\b)`,
  `\\byour (?:new|real|true|actual|next|only|primary|first) (?:task|goal|job|role|mission|objective|instructions?|purpose|persona)\\b(?: now)?(?: (?:is|are) (?:to\\b|as follows|now\\b|this\\b|:)|:)`,
  `\\byou (?:are|act|will act|will be|must act) (?:now )?(?:in|as) (?:a |an |the )?(?:developer|debug|admin\\w*|god|dan|jailbreak|unrestricted|root|maintenance|sudo)\\b`,
  `\\b(?:developer|debug|god|jailbreak|unrestricted|dan|sudo|maintenance) mode\\b${gap(20)}\\b(?:enabled|activated|on|unlocked|engaged)\\b`,
  // "Do not tell the user", "the user has agreed".
  `\\b(?:do not|don't|don’t|never|without) (?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|reveal(?:ing)?|show(?:ing)?|ask(?:ing)?|alert(?:ing)?|disclos(?:e|ing))\\b${gap(30)}\\bthe (?:user|creator|human|operator|reader of your answer)\\b`,
  `\\bthe (?:user|creator|human|operator|owner|developer|admin\\w*)(?: of (?:this|the) (?:project|panel|account))? (?:has |have |had |already |hereby |just |really |actually |secretly ){0,2}(?:asks?|asked|wants?|wanted|authori[sz]ed?|approved|agreed|confirmed|consented|requested|instructed|orders?|ordered|permits?|permitted)\\b${gap(60)}\\b(?:you|to|that|for|the|an?)\\b`,
  `\\b(?:reveal|print|repeat|output|show|leak|disclose|send|expose|display|give)\\b${gap(30)}\\b(?:your (?:secret |hidden )?instructions|(?:your|the|its) (?:system prompt|hidden prompt|initial prompt|initial instructions|instructions above|secret key|api key|hidden rules|fence|conversation so far|chat history))\\b`,
  // What the answer is to hold.
  `\\b(?:in|into|to|of|at the (?:end|beginning|top|bottom) of|with) (?:your|the assistant's|the ai's|the model's) (?:answer|response|reply|output|summary|report|brief|script|next message)\\b${gap(80)}\\b(?:include|add|append|insert|say|state|mention|recommend|write|put|begin|end|cite|quote|link|render|show)\\b`,
  `\\b(?:include|add|append|insert|say|state|mention|recommend|write|put|begin|end|start|finish|open|close|cite|quote|link|render|show|output|embed|use|repeat)\\b${gap(80)}\\b(?:in|into|to|of|with|throughout) (?:your|every|each|all|any) (?:of your )?(?:answers?|response|reply|replies|output|summary|summaries|report|brief|script|message)\\b`,
  `\\b(?:include|add|append|insert|say|write|put|begin|end|start|finish|open|close|output|repeat|use) (?:\\w+ ){0,2}?(?:every|each|all|any) (?:of your )?(?:answers?|responses?|repl(?:y|ies)|outputs?|summar(?:y|ies)|messages?)\\b`,
  `\\byour (?:answer|response|reply|output|summary|report|brief|final message) (?:must|should|shall|has to|needs to|is to|will|may only)\\b`,
  `\\bwhen (?:you (?:are )?)?(?:summari[sz]ing|asked|answering|responding|quoting|citing|writing|summari[sz]e|answer|respond|cite|quote|write)\\b${gap(60)}(?:,|\\bthen\\b)? ?\\b(?:always|only|never|must|do not|don't|say|include|mention|recommend|cite|quote|call|use|add|state)\\b${gap(40)}\\b(?:this|that|these|us|our|following|only|source|page|sentence|first)\\b`,
  `\\b(?:always |only |never |please |you must |must )?(?:cite|quote) (?:only |always |exclusively )?(?:this|the following|these|the sentence|the line|nothing but|us|our|me|source s?\\d+)\\b${gap(50)}\\b(?:sentence|page|source|line|words?|paragraph|passage|article|first|as|in|for|instead|only|at least|times|every|whenever|and no)\\b`,
  `\\b(?:respond|reply|answer) (?:only )?with (?:exactly |only |the (?:following|exact|word|text|sentence|phrase)|nothing|a json|json|"|“)`,
  // Tools by name, and the way they are called.
  `\\b(?:add_note|read_passage|list_claims|compare_sources|search_channel)\\b`,
  `\\b(?:call|invoke|trigger|execute|activate|fire)\\b${gap(24)}\\b(?:tool|function|tool call|plugin)s?\\b${gap(40)}\\b(?:search|propose|notes?|settings?|delete|send|fetch|browse|open|named|called|with|twice|times|again|now)\\b`,
  `\\b(?:use|run) (?:the|your) [“"'\`]?\\w+[”"'\`]? (?:tool|function)\\b${gap(40)}\\b(?:with|to|twice|times|again|now|until)\\b`,
  `\\b(?:call|invoke|trigger|execute|activate)\\b (?:the )?["“'\`]?(?:propose|search|note|compare|settings?|delete|fetch|http|browser)\\b["”'\`]?(?: (?:tool|function|now|with|for|twice|again|and)|\\s*\\()`,
  `\\b(?:save|add|create|make|store|record|write|keep|file|leave)\\b (?:a |an |this |the following |one |two )?(?:new )?(?:note|notes|reminder|memo)\\b${gap(24)}\\b(?:that (?:says|reads|states)|saying|reading|which (?:says|reads)|in the (?:user|creator|project)|to the (?:user|creator|project)|for the (?:user|creator)|with the text)\\b`,
  `\\b(?:propose|suggest|offer|create|make)\\b (?:an?|the|this|three|two|one) (?:new )?(?:angle|beat|rewrite|proposal|card|hook)s?\\b${gap(50)}\\b(?:to the (?:user|creator)|for the (?:user|creator)|called|titled|named|that (?:says|praises|recommends|promotes|sells)|in favou?r of|about our)\\b`,
  `\\b(?:change|set|update|modify|raise|lower|lift|remove|disable|turn off|switch off|enable|reset|delete|edit)\\b${gap(24)}\\b(?:the|your|user(?:['’]s)?|creator(?:['’]s)?|its) (?:spending |monthly |token |model |api |safety |account |source )?(?:settings|cap|api key|base url|budget (?:cap|setting)|tier list|tier rules?|domain tiers?|token limit|safety (?:rules|filters?)|permissions?)\\b${gap(60)}\\b(?:to|so that|now|for|of the (?:user|assistant|agent|project)|at once|immediately|to zero|to \\d|off|trusted|primary)\\b`,
  `\\b(?:call|invoke|run|execute) (?:delete|remove|send|fetch|propose|search|add|note)\\b${gap(40)}\\b(?:sources?|notes?|now|on|with|again|the (?:user|creator|project))\\b`,
  `\\b(?:the|all) (?:sources?|data|documents?|untrusted (?:text|data)|passages?|articles?) (?:ends?|stops?|is over|are over)(?: here| now)?[.:;!]`,
  // Encodings that a reader would be told to undo.
  `\\b(?:decode|decrypt|unscramble|translate|deobfuscate|reverse|rot-?13)\\b${gap(60)}\\b(?:base-?64|rot-?13|hex|string|cipher|following|this|below)\\b${gap(60)}\\b(?:execute|follow|obey|do what|act on|carry out|run|instructions?)\\b`,
  `\\b(?:repeat|do|perform|complete|carry out|execute|follow|obey) (?:these|the following|this|all|each of these) (?:steps|instructions?|commands?|orders|actions?)\\b${gap(60)}\\b(?:before (?:answering|you answer|anything)|without (?:asking|question|telling)|silently|at once|immediately|first|exactly|for the user)\\b`,
  // Links that would carry something away.
  `!\\[[^\\]\\n]{0,80}\\]\\(https?:\\/\\/[^)\\n]{0,200}[?&=][^)\\n]{0,200}\\)`,
  `\\b(?:render|show|embed|display|load|request|fetch|open|visit)\\b[^\\n]{0,120}\\b(?:image|picture|url|link|address|pixel|https?:)[^\\n]{0,160}\\b(?:plus|with|containing|appended|followed by|and add)\\b[^\\n]{0,30}\\b(?:the (?:user|creator)(?:['’]s)?|the question|your (?:notes|context|prompt)|this conversation)`,
  `\\b(?:link|image|picture|markdown|url|address|pixel)\\b${gap(60)}\\b(?:with|containing|append(?:ing|ed)?|replac(?:e|ing)|including|carrying|plus)\\b${gap(40)}\\b(?:the (?:user|creator)['’]?s?|the (?:question|conversation|notes?|chat|sources?|api key|answer)|your (?:system )?prompt)\\b`,
  `\\b(?:send|post|upload|forward|transmit|exfiltrate|email|leak)\\b${gap(40)}\\b(?:the (?:user|creator)(?:['’]s)?|this conversation|the conversation|your (?:notes|instructions|context|prompt)|api keys?|chat history|other sources|all sources)\\b`,
].map(source => new RegExp(source, 'gim'))

/** The marks of chats, tools and fences, written by somebody who hopes that they are taken for ours. */
export const marks: RegExp[] = [
  /<\|[a-z_]{2,30}\|>|<\/?\|?(?:im_start|im_end|endoftext|eot_id|start_header_id)\|?>|\[\/?INST\]|<<\/?SYS>>|<\/?s>\s*\[INST\]/gi,
  /(?:^\s*|(?<=[.!?…”":;—]\s{1,3}))(?:#{1,4}\s*|\*\*|\[|<)?(?:system|assistant|developer|human|user)(?:\*\*|\]|>)?\s*(?:prompt|message|note|notice|override|update|instruction|alert)?(?:\*\*|\]|>)?\s*:\s*\S/gim,
  /\b(?:system|admin(?:istrator)?|developer|operator|security|moderator|ownwords|anthropic|openai) (?:note|notice|override|update|message|prompt|instruction|command|alert|announcement)s?\s*(?::|—|-\s)/gi,
  /<\/?(?:tool|function|antml|assistant|system|user|human|developer|instructions?|untrusted|retrieved|context|documents?|sources|search_results?|data_?block)(?:[_:-]\w+)*(?:\s[^>\n]{0,80})?\/?>/gi,
  /["'](?:tool|tools|tool_name|tool_calls?|function|function_call|recipient_name)["']\s*:\s*["'[{]/gi,
  /["']name["']\s*:\s*["'](?:search|propose|add_note|read_passage|list_claims|compare_sources|search_channel|set\w*|delete\w*)["']/gi,
  /\[?\b(?:tool|function|search)[ _](?:result|output|response|call|return)s?\]?\s*(?:\(\w+\))?\s*[:=>]|\[(?:tool|function)[ _](?:result|output|response|call|return)s?\]/gi,
  /\[\/?\s*(?:source|end|begin|question|results?)\b[^\]\n]{0,60}\]/gi,
  /(?:^|\s)(?:[-=_*#~]{3,}\s*)(?:end|begin|start|stop|new|close)\b[^\n]{0,30}\b(?:of |the |new )?(?:sources?|documents?|data|context|input|text|quote|untrusted|instructions?|prompt|results?|article|page|passage|transcript)\b/gi,
  /\b(?:end|close|end of) (?:of )?(?:the )?(?:untrusted (?:data|text|content)|fence|fenced (?:data|text)|data block|source (?:block|text|data)|retrieved (?:text|documents?))\b/gi,
  // Lines in the form in which our writer answers.
  /(?:(?:^|\s)-\s[^\n]{0,400}\n)?^\s*(?:[@>]|ANSWER|QUOTE|NOTE|PROPOSE|SAY|CITE)\s*:?\s*\[?[SC]\d{1,3}\]?\s*[:|]/gm,
  /(?:^|\s)!\s*\[?(?:angle|beat|rewrite)\]?\s*:/gim,
  /(?:\[S\d{1,3}\]|\bS\d{1,3}\s*(?:[:|]|says)\s*["“])/g,
]

/** "Ignore the instructions" and "a message to the AI" in other languages that creators' sources are often in. */
export const foreign: RegExp[] = [
  /\b(?:ignorier\w*|vergiss|vergessen sie|missachte\w*|beachte\w* (?:nicht|keine)|überspring\w*)(?![^\s])[^.!?\n]{0,40}(?:anweisung\w*|anleitung\w*|vorgaben|regeln|befehle?|instruktion\w*|prompts?)/giu,
  /\b(?:hinweis|nachricht|anweisung\w*|achtung|wichtig|mitteilung)\b[^.!?\n]{0,24}\b(?:an|für)\b[^.!?\n]{0,24}(?:\bKI\b|sprachmodell\w*|assistent\w*|chatbot\w*|\bAI\b)/giu,
  /\b(?:ignore[zr]?|oublie[zr]?|négligez?|ne ten(?:ez|ir) pas compte)\b[^.!?\n]{0,40}(?:instructions?|consignes|règles|directives|ordres)/giu,
  /\b(?:note|message|attention|instructions?|avis|important)\b[^.!?\n]{0,24}(?:aux?|pour|à l['’]?)\s[^.!?\n]{0,24}(?:\bIA\b|assistants?\b|modèles? de langage|chatbots?|robots?)/giu,
  /\b(?:ignora|ignore|olvida|olvide|ignorar|ignoren|haz caso omiso|descarta)\b[^.!?\n]{0,40}(?:instrucciones|indicaciones|reglas|órdenes|directrices)/giu,
  /\b(?:nota|mensaje|atención|instrucciones|aviso|importante)\b[^.!?\n]{0,24}(?:para|a)\s[^.!?\n]{0,24}(?:\bIA\b|asistentes?\b|modelos? de lenguaje|chatbots?)/giu,
  /\b(?:ignora(?:te)?|dimentica(?:te)?|trascura)\b[^.!?\n]{0,40}(?:istruzioni|regole|indicazioni|direttive)/giu,
  /\b(?:nota|messaggio|attenzione|istruzioni)\b[^.!?\n]{0,24}(?:per|a(?:gli|ll['’]?)?)\s[^.!?\n]{0,24}(?:\bIA\b|\bAI\b|assistent\w*|modell\w* linguistic\w*|chatbot)/giu,
  /\b(?:ignore[m]?|esqueça\w*|desconsidere[m]?|ignora)\b[^.!?\n]{0,40}(?:instruções|regras|orientações|ordens|diretrizes)/giu,
  /\b(?:nota|mensagem|atenção|instruções)\b[^.!?\n]{0,24}(?:para|à|ao)\s[^.!?\n]{0,24}(?:\bIA\b|assistentes?\b|modelos? de linguagem|chatbots?)/giu,
  /\b(?:negeer|vergeet)\b[^.!?\n]{0,40}(?:instructies|aanwijzingen|opdrachten|regels)/giu,
  /\b(?:zignoruj|ignoruj|zapomnij)\w*[^.!?\n]{0,40}(?:instrukcj\w*|polece\w*|zasad\w*)/giu,
  /\b(?:ignorera|glöm|bortse från)\b[^.!?\n]{0,40}(?:instruktion\w*|regler\w*|anvisning\w*)/giu,
  /(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не обращай\w* внимания|ігноруй\w*)[^.!?\n]{0,40}(?:инструкц\w*|указани\w*|правил\w*|команд\w*|інструкц\w*|вказів\w*)/giu,
  /(?:внимание|сообщение|примечание|инструкци\w*)[^.!?\n]{0,24}(?:для|к)\s[^.!?\n]{0,24}(?:ИИ|нейросет\w*|ассистент\w*|языков\w* модел\w*|чат-?бот\w*)/giu,
  /(?:önceki|yukarıdaki|tüm)\s[^.!?\n]{0,30}(?:talimat\w*|yönerge\w*|kural\w*)[^.!?\n]{0,20}(?:yok say|görmezden gel|unut|dikkate alma)\w*/giu,
  /(?:忽略|无视|無視|忘记|忘記|不要理会)[^。！？\n]{0,20}(?:指令|指示|说明|說明|规则|規則|提示|命令)/gu,
  /(?:请注意|注意|致|给|給)[^。！？\n]{0,8}(?:人工智能|AI|大模型|语言模型|語言模型|助手|机器人)[^。！？\n]{0,4}[：:，,]/giu,
  /(?:以前|これまで|上記|前|すべて)の?[^。！？\n]{0,16}(?:指示|命令|ルール|プロンプト)[^。！？\n]{0,10}(?:無視|忘れ)/gu,
  /(?:AI|人工知能|言語モデル|アシスタント)(?:へ|への|に対する)[^。！？\n]{0,10}(?:指示|注意|メッセージ|お知らせ|お願い)/giu,
  /(?:이전|위의|앞의|모든)[^.!?\n]{0,20}(?:지시|명령|규칙|지침|프롬프트)[^.!?\n]{0,12}(?:무시|잊)/gu,
  /(?:تجاهل|انس|تجاهلوا)[^.!?؟\n]{0,30}(?:التعليمات|الأوامر|القواعد|الإرشادات)/gu,
  /(?:पिछले|पहले के|उपरोक्त|सभी)[^।!?\n]{0,30}(?:निर्देश\S*|आदेश\S*|नियम\S*)[^।!?\n]{0,30}(?:अनदेखा|नज़रअंदाज़|भूल|उपेक्षा)/gu,
]

/** For what a disguise took the spaces out of. */
export const unspaced: RegExp[] = [
  /(?:ignore|disregard|forget|override|bypass)(?:all|any|every|the|your|my|of|these|those)*(?:previous|prior|above|earlier|preceding|system|other)+(?:instructions?|prompts?|rules|guidelines|directives|messages?|orders)/gi,
  /(?:noteto|attention|messageto|instructionsfor|dear)(?:all|the|any)*(?:ai|llm|chatbot|languagemodel|assistant)s?/gi,
  /(?:call|invoke|use|run)(?:the)?(?:addnote|readpassage|listclaims|comparesources|searchchannel|propose)(?:tool|function)?/gi,
]
