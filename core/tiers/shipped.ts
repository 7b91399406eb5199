import type { Tier } from '../contract/findings.ts'

/**
 * The domains that come with Ownwords. What a site is, not whether a page of it is right: a paper can be wrong and a
 * blog can be by the one who wrote the paper. Whoever is on no line is `unknown`, and the creator's own word goes first.
 */
const LISTS: Record<Exclude<Tier, 'unknown'>, string> = {
  // Papers and where they are kept, data and statistics, standards, law, the bodies themselves.
  primary: `gov mil edu int europa.eu canada.ca gc.ca admin.ch bund.de
    arxiv.org biorxiv.org medrxiv.org chemrxiv.org ssrn.com osf.io psyarxiv.com zenodo.org figshare.com doi.org
    nature.com science.org sciencemag.org cell.com thelancet.com nejm.org bmj.com jamanetwork.com plos.org pnas.org
    sciencedirect.com springer.com link.springer.com wiley.com onlinelibrary.wiley.com tandfonline.com sagepub.com
    cambridge.org oup.com academic.oup.com jstor.org ieee.org ieeexplore.ieee.org acm.org dl.acm.org aps.org
    journals.aps.org acs.org pubs.acs.org rsc.org iop.org iopscience.iop.org aip.org royalsocietypublishing.org
    annualreviews.org elifesciences.org frontiersin.org mdpi.com hindawi.com peerj.com biomedcentral.com ahajournals.org
    aacrjournals.org physiology.org agu.org agupubs.onlinelibrary.wiley.com egu.eu copernicus.org geoscienceworld.org
    degruyter.com degruyterbrill.com brill.com muse.jhu.edu projecteuclid.org ams.org siam.org openreview.net
    aclanthology.org jmlr.org usenix.org semanticscholar.org pubmed.ncbi.nlm.nih.gov europepmc.org cochranelibrary.com
    clinicaltrials.gov hal.science repec.org nber.org cepr.org iza.org
    who.int un.org unesco.org unicef.org worldbank.org imf.org oecd.org wto.org ilo.org fao.org ipcc.ch iaea.org iea.org
    irena.org bis.org ecb.europa.eu bankofengland.co.uk federalreserve.gov stlouisfed.org eurostat.ec.europa.eu
    ons.gov.uk insee.fr destatis.de istat.it ine.es cbs.nl scb.se ssb.no stat.fi bfs.admin.ch statcan.gc.ca abs.gov.au
    ourworldindata.org gapminder.org data.gov census.gov bls.gov bea.gov eia.gov sec.gov nasa.gov noaa.gov usgs.gov
    esa.int eso.org cern.ch ligo.org stsci.edu hubblesite.org webbtelescope.org jaxa.jp isro.gov.in csiro.au
    mpg.de fraunhofer.de cnrs.fr inria.fr helmholtz.de leibniz-gemeinschaft.de rivm.nl rki.de pei.de ema.europa.eu
    metoffice.gov.uk ecmwf.int wmo.int legislation.gov.uk parliament.uk congress.gov supremecourt.gov bundestag.de
    gesetze-im-internet.de legifrance.gouv.fr eur-lex.europa.eu curia.europa.eu icj-cij.org echr.coe.int
    iso.org iec.ch ietf.org rfc-editor.org w3.org whatwg.org itu.int unicode.org ecma-international.org tc39.es
    nist.gov cie.co.at bipm.org iupac.org iupap.org iau.org iucn.org iucnredlist.org gbif.org
    archive.org gutenberg.org loc.gov bl.uk bnf.fr deutsche-digitale-bibliothek.de europeana.eu nationalarchives.gov.uk
    patents.google.com uspto.gov epo.org wipo.int python.org docs.python.org developer.mozilla.org kernel.org`,
  // Reference works, and media where somebody other than the author reads it first.
  edited: `wikipedia.org wikidata.org britannica.com merriam-webster.com oed.com collinsdictionary.com dictionary.com
    etymonline.com plato.stanford.edu iep.utm.edu mathworld.wolfram.com worldhistory.org encyclopedia.com scholarpedia.org
    larousse.fr duden.de treccani.it snl.no lex.dk ne.se lexico.com statista.com investopedia.com mayoclinic.org
    webmd.com healthline.com clevelandclinic.org nhs.uk hopkinsmedicine.org merckmanuals.com msdmanuals.com
    reuters.com apnews.com afp.com bbc.co.uk bbc.com theguardian.com ft.com economist.com nytimes.com washingtonpost.com
    wsj.com bloomberg.com npr.org pbs.org cnn.com cbsnews.com nbcnews.com abcnews.go.com usatoday.com latimes.com
    bostonglobe.com chicagotribune.com sfchronicle.com politico.com politico.eu axios.com propublica.org theatlantic.com
    newyorker.com time.com newsweek.com usnews.com theconversation.com vox.com slate.com foreignpolicy.com
    foreignaffairs.com nationalgeographic.com smithsonianmag.com scientificamerican.com newscientist.com quantamagazine.org
    livescience.com space.com sciencenews.org sciencedaily.com phys.org eurekalert.org physicsworld.com physicstoday.org
    chemistryworld.com the-scientist.com statnews.com undark.org nautil.us aeon.co discovermagazine.com
    popularmechanics.com popsci.com astronomy.com skyandtelescope.org americanscientist.org knowablemagazine.org
    historytoday.com history.com historyextra.com technologyreview.com spectrum.ieee.org wired.com
    arstechnica.com theverge.com techcrunch.com zdnet.com cnet.com theregister.com engadget.com hbr.org forbes.com
    fortune.com businessinsider.com cnbc.com marketwatch.com barrons.com morningstar.com qz.com fastcompany.com inc.com
    independent.co.uk telegraph.co.uk thetimes.co.uk thetimes.com sky.com news.sky.com channel4.com itv.com scotsman.com
    irishtimes.com rte.ie cbc.ca theglobeandmail.com thestar.com abc.net.au smh.com.au theage.com.au rnz.co.nz
    nzherald.co.nz straitstimes.com channelnewsasia.com scmp.com japantimes.co.jp asahi.com nikkei.com nhk.or.jp
    koreaherald.com thehindu.com indianexpress.com timesofindia.indiatimes.com dawn.com aljazeera.com haaretz.com
    timesofisrael.com allafrica.com mg.co.za news24.com nation.africa
    spiegel.de zeit.de faz.net sueddeutsche.de tagesschau.de deutschlandfunk.de dw.com nzz.ch srf.ch orf.at
    derstandard.at diepresse.com spektrum.de heise.de golem.de quarks.de
    lemonde.fr lefigaro.fr liberation.fr francetvinfo.fr radiofrance.fr rfi.fr france24.com letemps.ch rts.ch
    lesoir.be rtbf.be elpais.com elmundo.es abc.es lavanguardia.com rtve.es eldiario.es lanacion.com.ar clarin.com
    repubblica.it corriere.it lastampa.it ilsole24ore.com rai.it ansa.it publico.pt expresso.pt rtp.pt
    folha.uol.com.br estadao.com.br g1.globo.com nos.nl nrc.nl volkskrant.nl trouw.nl vrt.be standaard.be dr.dk
    politiken.dk svt.se dn.se svd.se nrk.no aftenposten.no yle.fi hs.fi rzeczpospolita.pl wyborcza.pl seznamzpravy.cz
    euronews.com euobserver.com snopes.com factcheck.org politifact.com fullfact.org leadstories.com correctiv.org
    pewresearch.org gallup.com yougov.com brookings.edu rand.org chathamhouse.org cfr.org carnegieendowment.org
    amnesty.org hrw.org msf.org icrc.org khanacademy.org brilliant.org coursera.org edx.org ocw.mit.edu openstax.org
    libretexts.org ted.com ed.ted.com howstuffworks.com nobelprize.org royalsociety.org aaas.org nasonline.org`,
  // Where anybody may write and nobody reads it first.
  personal: `youtube.com youtu.be tiktok.com vimeo.com twitch.tv dailymotion.com rumble.com odysee.com
    twitter.com x.com facebook.com instagram.com threads.net bsky.app mastodon.social linkedin.com pinterest.com
    tumblr.com reddit.com quora.com stackexchange.com stackoverflow.com superuser.com serverfault.com mathoverflow.net
    news.ycombinator.com lobste.rs slashdot.org discord.com discord.gg t.me telegram.org vk.com weibo.com zhihu.com
    medium.com substack.com wordpress.com blogspot.com blogger.com ghost.io hashnode.dev dev.to bearblog.dev
    livejournal.com typepad.com wixsite.com weebly.com squarespace.com webflow.io carrd.co neocities.org github.io
    gitlab.io pages.dev netlify.app vercel.app notion.site notion.so sites.google.com docs.google.com about.me
    patreon.com ko-fi.com buymeacoffee.com fandom.com wikihow.com tvtropes.org goodreads.com imdb.com letterboxd.com
    tripadvisor.com yelp.com trustpilot.com podcasts.apple.com open.spotify.com soundcloud.com anchor.fm gist.github.com
    researchgate.net academia.edu slideshare.net scribd.com prezi.com wattpad.com change.org gofundme.com kickstarter.com
    prnewswire.com businesswire.com globenewswire.com einpresswire.com accesswire.com prweb.com issuewire.com
    lesswrong.com physicsforums.com xda-developers.com hackernoon.com slatestarcodex.com astralcodexten.com
    marginalrevolution.com waitbutwhy.com xkcd.com gutefrage.net jeuxvideo.com forocoches.com zhidao.baidu.com`,
  // Texts made to be found, not to be right; and sites known for what is not so.
  doubtful: `answers.com ehow.com ask.com reference.com wikianswers.com thoughtco.net bartleby.com coursehero.com chegg.com
    studocu.com brainly.com quizlet.com sparknotes.org essaypro.com gradesaver.org buzzfeed.com boredpanda.com
    ranker.com listverse.com thetoptens.com unbelievable-facts.com factretriever.com thefactsite.com
    dailymail.co.uk mirror.co.uk thesun.co.uk express.co.uk dailystar.co.uk nypost.com nationalenquirer.com
    breitbart.com infowars.com naturalnews.com zerohedge.com theepochtimes.com epochtimes.com rt.com sputniknews.com
    sputnikglobe.com globalresearch.ca beforeitsnews.com worldnewsdailyreport.com thegatewaypundit.com oann.com
    newsmax.com dailycaller.com thelastamericanvagabond.com mercola.com childrenshealthdefense.org greenmedinfo.com
    collective-evolution.com healthimpactnews.com ancient-code.com ancient-origins.net gaia.com davidicke.com
    theonion.com babylonbee.com clickhole.com der-postillon.com bild.de uncutnews.ch compact-online.de
    ezinearticles.com hubpages.com articlesbase.com buzzle.com examiner.com suite101.com associatedcontent.com
    infobloom.com wisegeek.com allthescience.org sciencestruck.com differencebetween.net theclassroom.com`,
}

/** By domain, in lower case and without `www.`. */
export const SHIPPED: ReadonlyMap<string, Tier> = new Map(
  Object.entries(LISTS).flatMap(([tier, list]) =>
    list
      .split(/\s+/)
      .filter(Boolean)
      .map((domain): [string, Tier] => [domain, tier as Tier]),
  ),
)

/** Governments and universities under a country's domain: `gov.uk`, `ac.jp`, `edu.au`, `gob.mx`, `gouv.fr`. */
export const OFFICIAL = /^(?:gov|govt|gob|gouv|gv|mil|edu|ac|go|bund)\.[a-z]{2}$/
