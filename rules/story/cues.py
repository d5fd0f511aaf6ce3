"""The words of a story that say whose a statement is, what it is about, and whether it is so.

In ordinary spelling; every word passes through `text.skeleton`. "stem*" is any word that begins so,
"=word" is taken as it is typed, because its skeleton means something else in another language.
"""

from enum import Enum, auto
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rules.typed.text import skeleton

SHORTEST_TYPO = 6
LONG_WORD = 9


class Cue(Enum):
    """What a word does in a story."""

    ME = auto()
    OTHERS = auto()
    THEY = auto()
    WISH = auto()
    WISH_AFTER = auto()
    GOAL = auto()
    ASK = auto()
    NEED = auto()
    CORRECTION = auto()
    PAST = auto()
    NOW = auto()
    COMING = auto()
    NO = auto()
    HAVE = auto()
    DONE = auto()
    STUDYING = auto()
    FINISHED = auto()
    SERVICE = auto()
    TEACHING_SERVICE = auto()
    PEDAGOGICAL = auto()
    SCIENTIFIC = auto()
    TEACH = auto()
    TAUGHT = auto()
    WORK = auto()
    LEAD = auto()
    COLLEGE = auto()
    UNIVERSITY = auto()
    SCHOOL = auto()
    PRODUCTION = auto()
    SPECIALTY = auto()
    SPHERE = auto()
    EDUCATION = auto()
    HIGHER = auto()
    POST = auto()
    COURSE = auto()
    LOAD = auto()
    CATEGORY = auto()
    DEGREE = auto()
    TITLE = auto()
    RETRAINING = auto()
    WORKS = auto()
    SEVERAL = auto()
    HIRSCH = auto()
    ENGLISH = auto()
    CERTIFICATE = auto()
    BOLASHAK = auto()
    TOP500 = auto()
    FOREIGN = auto()
    CITIZEN = auto()
    RESERVE = auto()
    SERVED = auto()
    OFFICER = auto()
    LEVEL = auto()
    EXPIRED = auto()
    EMPTY = auto()

    __hash__ = object.__hash__


CUES: dict[Cue, str] = {
    Cue.ME: (
        "=я =мне =меня =мной =мой =моя =моё =мое =мои =моей =моего =моем =моём =сам =сама =свой "
        "=мен менің менде маған өзім өзімнің =менин менин =men =mende =menin =i =my =im =i'm "
        "=i’m =ive =i've =i’ve =me =mine =myself =id =i'd =і"
    ),
    Cue.OTHERS: (
        "коллег* =муж =мужа =мужу =мужем супруг* =жена =жены =жене =женой подруг* подружк* "
        "=друг =друга =другу знакомый знакомая знакомого знакомой сестр* =брат =брата =брату "
        "=мама =мамы =маме =папа =папы =отец =отца дочь дочери дочка дочки =сын =сына =сыну "
        "начальник* соседк* напарни* родственни* әріптес* жолдас* әйелім* күйеуім* =апам "
        "=апамның әпкем* сіңлім* інім* =ағам =ағамның досым* құрбым* =анам =анамның =әкем "
        "=әкемнің шешем* қызым* ұлым* туысым* colleague* coworker* husband* wife =wife's friend "
        "=friend's friends sister* brother* mother* father* =mom =dad daughter* =son neighbour* "
        "neighbor* teammate*"
    ),
    Cue.THEY: (
        "=он =она =они =его =её =ее =ему =ей =ол =олар =онда =he =she =they =his =her =their "
        "=he's =she's"
    ),
    Cue.WISH: (
        "хочу хочеться хочется хотел хотела хотелось хочю =хоч планирую планируем собираюсь "
        "мечтаю претенду* готовлюсь готовимся стремлюсь желаю =буду =иду подаю подать подам "
        "податься подавать подаюсь подаваться подаем стать аттестуюсь аттестоваться аттестаци* "
        "цель =пойду получить получения достичь подтвердить защитить сдать повысить интересует "
        "интересуют want wanna wish plan planning hope hoping aim aiming apply applying =going "
        "gonna aspiring dream become becoming =like goal =get obtain interested"
    ),
    Cue.WISH_AFTER: (
        "тапсырғым тапсырамын тапсырсам тапсырмақ* тапсырайын тапсыру тапсыруға болғым болсам "
        "боламын болам алам болмақ* болуға алғым алсам аламын алмақ* алуға алайын өткім өтсем "
        "өтемін өтпек* өтуге барамын бармақ* барғым баруға дайындал* жоспарла* қалаймын "
        "армандай* мақсатым талпын* үміткер* көтерілгім көтергім ниеттен* =келеді"
    ),
    Cue.GOAL: "=на =для =for =to =about үшін",
    Cue.ASK: (
        "сколько какие какой какая каких какую какое =что =чего хватит хватает достаточно "
        "=можно =могу =смогу =ли қандай кандай қанша қалай қайда қашан =what =how =when =where "
        "=can =could enough =неше подхожу пройду"
    ),
    Cue.NEED: (
        "нужно нужны нужен нужна =надо необходим* требует* требуют* требовани* понадоб* должен "
        "должна керек* қажет* =need =needed =needs required requirement* requirements =must "
        "жете жетеді талап* =если =егер =if"
    ),
    Cue.CORRECTION: (
        "точнее вернее ошибся ошиблась ошибка поправка =ой =упс оговорил* перепутал* sorry "
        "actually correction =mean =wait oops дұрысы қателес* дәлірек шатасып"
    ),
    Cue.PAST: (
        "=был =была =было раньше ранее прежде бывш* =бұрын болған болғанмын болдым =was =were "
        "formerly previously former =used"
    ),
    Cue.NOW: "сейчас щас =щя теперь қазір казир =now currently presently",
    Cue.COMING: (
        "летом осенью зимой весной следующ* скоро будущ* келесі келер жазда күзде биылғы =next "
        "soon future запланирован* прохожу хожу обучаюсь записал* запись жүріп enrolled signed"
    ),
    Cue.NO: (
        "=не нет нету =без =ни никак* ещенет жоқ жок joq жоқпын емес емеспін =no =not never "
        "without none =dont =don't =don’t =doesnt havent =haven't =haven’t didnt =didn't "
        "=didn’t =nope өтпедім өтпегенмін өтпеген алмадым алмағанмын болмаған отсутству* =жоқ"
    ),
    Cue.HAVE: "есть имею имеется имеются =бар бармын =have =has =got =hold holding",
    Cue.DONE: (
        "прошел прошла прошёл прошли проходил* сдал сдала получил* присво* аттестован* защитил* "
        "завершил* подтвердил* өттім өткенмін өткен алдым алғанмын алған қорғадым completed "
        "passed obtained received =done finished =took =taken attended"
    ),
    Cue.STUDYING: (
        "учусь учится обучаюсь студент* студентка заочно магистрант* докторант докторантпын "
        "докторантымын аспирант* =оқып оқимын оқудамын түстім поступ* неоконч* незаконч* "
        "отчислен* бросил* studying student enrolled училась учился"
    ),
    Cue.FINISHED: (
        "окончил* закончил* окончен* выпускни* бітір* тәмамда* түлек* түлегі* graduat* диплом* "
        "diploma* finished"
    ),
    Cue.SERVICE: (
        "стаж* =опыт =опыта =опытом =опыту өтіл* отил* otil* ötil* тәжірибе* тажирибе* "
        "tajiribe* experience*"
    ),
    Cue.TEACHING_SERVICE: "педстаж* педөтіл* педотил* pedstaj* pedotil*",
    Cue.PEDAGOGICAL: (
        "педагогическ* преподавани* преподавательск* педагогикалық* pedagogical =teaching "
        "pedagogikalyq* =пед"
    ),
    Cue.SCIENTIFIC: "научно научный научного ғылыми scientific",
    Cue.TEACH: "преподаю преподою =teach =teaches оқытамын сабақ дәріс =веду",
    Cue.TAUGHT: "преподавал* =taught учительствовал* оқыттым",
    Cue.WORK: (
        "работаю работал* проработал* отработал* тружусь трудовой трудового істеймін істедім "
        "істеп істегенмін =жұмыс еңбек =work =working =worked =works жүрмін келемін қызмет "
        "должности лауазымда"
    ),
    Cue.LEAD: "руковожу руководил* руковод возглавл* басқар* =led =leading =lead =headed managed",
    Cue.COLLEGE: (
        "колледж* коледж* каледж* =типо =тжкб училищ* техникум* college* collage colleg* "
        "vocational* kolledj* kolledzh* koledj* мектеп-колледж"
    ),
    Cue.UNIVERSITY: "университет* вуз* институт* академия академии universit* =жоо institute*",
    Cue.SCHOOL: "школ* мектеп* гимнази* лицей* лицее =school =schools детсад* садик* балабақша*",
    Cue.PRODUCTION: (
        "производство производстве производства заводе заводах завода фабрике предприятии "
        "предприятиях шахте стройке өндірісте өндірістегі өндіріс зауытта зауыттағы кәсіпорында "
        "кәсіпорындағы production industry factory enterprise enterprises =plant"
    ),
    Cue.SPECIALTY: (
        "специальност* мамандығ* мамандық* specialty speciality specialities профилю профиль "
        "=спец бейінім* бейін бейіні =profile mamandyg* mamandyq* mamandig* mamandik*"
    ),
    Cue.SPHERE: (
        "системе сфере организациях организации учреждениях саласында жүйесінде ұйымдарында"
    ),
    Cue.EDUCATION: "образован* білім* education educational",
    Cue.HIGHER: "высшее вышка высшего =higher жоғары",
    Cue.POST: (
        "преподават* препод* учител* мастер* методист* психолог* соцпедагог* воспитател* "
        "инструктор* инспектор* директор* замдиректор* заместител* зам замест* зав заведующ* "
        "заведыва* завуч* завотдел* завкаф* педорганизатор* организатор* ассистент* лектор* "
        "доцент* профессор* декан* физрук* военрук* оқытушы* мұғалім* шебер* әдіскер* тәрбиеші* "
        "нұсқаушы* меңгеруші* басшы* орынбасар* ұйымдастырушы* teacher* techer* lecturer* "
        "master masters methodist* psychologist* educator* instructor* inspector* director* "
        "deputy =head organizer* organiser* assistant* professor* pedagog* педагог* ұстаз* "
        "руководител* oqytushy* okytushy* okitushi* sheber* adisker* tarbieshi*"
    ),
    Cue.COURSE: (
        "курс* повышени* курстан курсы сертификат* course* certificate* training trainings "
        "біліктілікті kurs*"
    ),
    Cue.LOAD: "неделю нагрузк* ставк* аптасына жүктеме* week weekly workload",
    Cue.CATEGORY: "категори* категория санат* category categories =кат sanat* catagory катигори*",
    Cue.DEGREE: "степен* дәреже* дареже* degree degrees",
    Cue.TITLE: "звани* атақ* атағ* title titles",
    Cue.RETRAINING: "переподготов* педпереподготов* профпереподготов* retraining retrained",
    Cue.WORKS: (
        "публикац* статья статьи статей статью мақала* жариялан* еңбектер* article* paper "
        "papers publication* монограф* monograph* =вак скопус* scopus wos кксон ксон пособи* "
        "учебник* оқулық* оқу-құрал =коксон кокснво =бғсбк"
    ),
    Cue.SEVERAL: (
        "статьи публикации монографии пособия мақалалар мақалаларым articles papers "
        "publications"
    ),
    Cue.HIRSCH: "хирш* hirsch* =h-index =h",
    Cue.ENGLISH: "английск* ағылшын* english =ielts =toefl =иелтс язык* тіл* language*",
    Cue.CERTIFICATE: "сертификат* certificate* куәлік* certified",
    Cue.BOLASHAK: "болашак* болашақ* bolashak* bolashaq*",
    Cue.TOP500: "топ-500 топ500 top500",
    Cue.FOREIGN: "иностранн* шетел* foreign foreigner",
    Cue.CITIZEN: "граждан* азамат* citizen*",
    Cue.RESERVE: "запаса запас запастағы reserve",
    Cue.SERVED: "служил* командир* қызмет-еттім served commander* взвода роты",
    Cue.OFFICER: "офицер* officer*",
    Cue.EXPIRED: "истек* истёк* просроч* закончилас* мерзімі expired lapsed",
    Cue.LEVEL: (
        "магистр* бакалавр* специалитет* докторант* доктор* кандидат* аспирант* среднее "
        "magistr* bakalavr* bachelor* master's masters specialist doctoral candidate"
    ),
    Cue.EMPTY: (
        "any никаких никакой ешқандай =и =а =но =в =во =на =по =с =со =к =ко =у =о =об =от =до "
        "=за =из =для =при =же =ну =вот =то =это =так =да =уже =еще =ещё =пока =только =всего "
        "=тоже =также =очень =бы =как =или здравствуйте здраствуйте привет добрый доброе день "
        "утро вечер подскажите скажите помогите пожалуйста пожалста плиз спасибо =лет =год "
        "=года =г =мес год года =және =мен =бен =пен =де =ал =бірақ =ғой =ма =ме =ба =бе =па "
        "=пе сәлем сәлеметсіз салем рахмет рақмет көмектесіңізші көмектесіңіз айтыңызшы жыл "
        "жылы ретінде болып бойынша =деп =екен =еді =тағы =әрі =біраз =a =an =the =of =in =on "
        "=at =to =and =but =or =with =by =from =as =am =is =are =be =been =it =its =so =also "
        "=just =yet =still =there =that =then =do =did =hello =hi =hey =please thanks years "
        "year yrs =yr =would =will =had"
    ),
}  # fmt: skip


class _Index:
    def __init__(self) -> None:
        self.typed: dict[str, set[Cue]] = {}
        self.whole: dict[str, set[Cue]] = {}
        self.stems: dict[str, set[Cue]] = {}
        for cue, listed in CUES.items():
            for word in listed.split():
                if word.startswith("="):
                    self.typed.setdefault(word[1:], set()).add(cue)
                elif word.endswith("*"):
                    self.stems.setdefault(skeleton(word[:-1].replace("-", "")), set()).add(cue)
                else:
                    self.whole.setdefault(skeleton(word), set()).add(cue)
        self.long_stems = [stem for stem in self.stems if len(stem) >= SHORTEST_TYPO]
        self.long_words = [word for word in self.whole if len(word) >= SHORTEST_TYPO]
        self.longest = max(map(len, self.stems))


@cache
def _index() -> _Index:
    return _Index()


@lru_cache(4096)
def cues_of(text: str, key: str) -> frozenset[Cue]:
    """What a lower-case word with this skeleton does, as it is typed."""
    index = _index()
    found = set(index.typed.get(text, ())) | index.whole.get(key, set())
    for size in range(2, min(len(key), index.longest) + 1):
        found |= index.stems.get(key[:size], set())
    return frozenset(found)


@lru_cache(4096)
def mended_cues(key: str) -> frozenset[Cue]:
    """What a long word does once one slip of the finger is taken back; nothing where unsure."""
    if len(key) < SHORTEST_TYPO:
        return frozenset()
    index = _index()
    most = 2 if len(key) > LONG_WORD else 1
    near: list[tuple[int, frozenset[Cue]]] = []
    for word, distance, _ in process.extract(
        key, index.long_words, scorer=OSA.distance, score_cutoff=most, limit=3
    ):
        near.append((int(distance), frozenset(index.whole[word])))
    for stem in index.long_stems:
        if stem[0] == key[0]:
            cuts = {key[: len(stem) + more] for more in (-1, 0, 1)}
            distance = min(OSA.distance(cut, stem, score_cutoff=1) for cut in cuts)
            if distance <= 1:
                near.append((distance, frozenset(index.stems[stem])))
    least = min((distance for distance, _ in near), default=0)
    meanings = {cues for distance, cues in near if distance == least}
    return meanings.pop() if len(meanings) == 1 else frozenset()
