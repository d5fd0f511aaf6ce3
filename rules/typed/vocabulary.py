"""The words for every closed list of the profile, in ordinary spelling.

One line is one phrase; "stem*" is any word that begins so. A longer phrase wins over a shorter
one inside it ("ассоциированный профессор" over "профессор"). A phrase under several values is
asked back. Under "ask" stand phrases whose value must be confirmed.
"""

from rules.typed.categories import CATEGORY, MANAGEMENT_CATEGORY
from rules.typed.closed_list import Vocabulary

_SCIENCES = (
    "педагогик* техник* математик* физик* филологи* тарих* истори* экономик* хими* биологи* "
    "географи* философи* медицин* психологи* заң* прав* искусств* информатик* science* "
    "бизнес* менеджмент* лингвистик* pedagogy arts"
)

EDUCATION_LEVEL = Vocabulary(
    sure={
        "tvet": (
            "колледж*|college|техникум*|ср проф*|средне спец*|спо|т и по|"
            "педколледж*|педучилищ*|училищ*|пту|птш|медколледж*|"
            "медучилищ*|"
            "средн* специальн*|средн* профессиональн*|среднее проф*|среднетехническ*|"
            "средне специальн*|средне техническ*|средн* техническ*|типо|тжкб|тикпб|"
            "техническ* и профессиональн*|арнаул* орта|арнайы орта|орта арнаул*|орта арнайы|"
            "орта кәсіптік|техникалық және кәсіптік|vocational*|tvet|technical college"
        ),
        "post_secondary": (
            "послесредн*|прикладн* бакалавр*|орта білімнен кейінгі|қолданбалы бакалавр*|"
            "applied bachelor*|post secondary|postsecondary"
        ),
        "bachelor": "бакалавр*|бак|b sc|bachelor*|bachelors degree|bsc|undergraduate degree",
        "specialist": "специалитет*|диплом* специалист*|specialist degree|specialist diploma",
        "master": "магистр*|маг|m sc|магистратур*|magistr*|masters|master s|masters degree|msc|mba",
        "doctoral": "докторантур*|доктарантур*|doctoral*|doctorate*|phd докторантур*",
    },
    ask={
        "bachelor": (
            "высш*|университет*|институт*|вуз*|педвуз*|пединститут*|педуниверситет*|академия|"
            "в о|во|академию|жоғары|жоғары оқу орны*|жоо|жоғары білім*|university|institute|higher|"
            "higher education|дипломированный"
        ),
        "specialist": (
            "высш*|университет*|институт*|вуз*|педвуз*|пединститут*|педуниверситет*|академия|"
            "в о|во|академию|жоғары|жоғары оқу орны*|жоо|жоғары білім*|university|institute|higher|"
            "higher education|специалист*|аспирантур*|маман"
        ),
        "master": "master|магистерск*",
        "doctoral": "phd|пхд|доктор*|аспирантур*|doctor|кандидат наук",
        "none": "школ*|средн*|среднее|орта|мектеп*|классов|сынып*|school|high school|secondary",
        "tvet": "средн*|среднее|орта|кәсіптік|ср спец*",
    },
    beside=_SCIENCES,
)

EDUCATION_FIELD = Vocabulary(
    sure={
        "pedagogical": (
            "педагогич*|педагогик*|пед|педвуз*|пединститут*|педколледж*|педучилищ*|"
            "педуниверситет*|педагог*|pedagog*|teacher training|teaching|education"
        ),
        "profile": (
            "по профил*|профильн*|профиль|по специальност*|бейін*|бейіні бойынша|"
            "бейін бойынша|мамандығым бойынша|мамандық бойынша|in profile|in the profile|"
            "by profile|profile|in my field"
        ),
        "scientific_pedagogical": (
            "научно педагогич*|ғылыми педагогика*|scientific pedagogical|scientific and pedagogical"
        ),
        "pedagogy_psychology": (
            "педагогик* и психологи*|психологи* и педагогик*|педагогик* психологи*|"
            "педагогика және психология|педагогика мен психология|педагог психолог*|"
            "психолого педагогич*|психологиялық педагогика*|pedagogy and psychology|"
            "psychology and pedagogy|педагогика психология"
        ),
        "psychology": "психолог*|psycholog*",
        "social_pedagogy": (
            "социальн* педагог*|соцпедагог*|соц педагог*|әлеуметтік педагог*|social pedagog*|"
            "әлеуметтік педагогика"
        ),
        "military_pe": (
            "военн* и физ*|нвп и физ*|начальн* военн* обучен* и физ*|нвп и фк|"
            "алғашқы әскери * және дене *|бастапқы әскери * және дене *|әскери және дене*|"
            "military training and physical*"
        ),
        "military": "военн*|әскери*|military*",
    },
    ask={
        "military_pe": "нвп|нвтп|нвитп|начальн* военн*|алғашқы әскери*|бастапқы әскери*|аәд|аәтд",
        "military": "начальн* военн*|алғашқы әскери*|бастапқы әскери*|офицер*",
        "profile": "другое|иное|техническ*|экономическ*|юридическ*|инженер*",
    },
)

DEGREE = Vocabulary(
    sure={
        "candidate": (
            "кандидат*|кандидат* наук|кандидат* * наук|кандидат* * * наук|канд наук|к п н|"
            "к н|кпн|к т н|ктн|к э н|кэн|"
            "к ф м н|кфмн|к ф н|кфн|к б н|кбн|к х н|кхн|к и н|кин|к ю н|кюн|к м н|кмн|к пс н|"
            "ғылым* кандидат*|п ғ к|пғк|т ғ к|тғк|э ғ к|эғк|ф м ғ к|фмғк|ф ғ к|фғк|"
            "candidate of sciences|candidate of science|candidate*|канд*"
        ),
        "doctor_of_sciences": (
            "доктор* наук|доктор* * наук|доктор* * * наук|д п н|дпн|д т н|дтн|д э н|дэн|"
            "д ф м н|дфмн|д ф н|дфн|"
            "д б н|дбн|д х н|дхн|д и н|дин|д ю н|дюн|ғылым* доктор*|п ғ д|пғд|т ғ д|тғд|э ғ д|"
            "doctor of sciences|doctor of science|dsc"
        ),
        "none": "дәрежесіз*|ғылыми дәрежесіз*|не остепен*|неостепен*",
        "phd": (
            "phd|phd доктор*|доктор* phd|ph d|п х д|пхд|пшд|доктор* философии|"
            "философия* доктор*|doctor of philosophy|ph d доктор*|доктор* ph d|пиэйчди"
        ),
    },
    ask={
        "candidate": "кандидатск*|кандидатур*",
        "doctor_of_sciences": "доктор*|doctor*|докторск*",
        "phd": "доктор*|doctor*|докторск*|докторантур*",
        "none": "магистр*|бакалавр*|master|masters|bachelor*|magistr*",
    },
    beside=_SCIENCES,
)

TITLE = Vocabulary(
    sure={
        "associate_professor": (
            "доцент*|доц|асс проф|ассоц проф|қауым* проф*|docent*|dotsent*|"
            "ассоциированн* профессор*|асс профессор*|ассоц профессор*|"
            "ассоциир* профессор*|қауымдастырылған профессор*|қауымд профессор*|"
            "associate professor*|assoc prof*|assoc professor*|reader|"
            "қауымдастырылған профессор* доцент*|ассоциированн* профессор* доцент*"
        ),
        "none": "атақсыз*|ғылыми атақсыз*",
        "professor": "профессор*|professor*|prof|проф",
    },
    ask={"none": "преподавател*|оқытушы*|lecturer|ассистент*|аға оқытушы*|assistant professor"},
)

HONOUR = Vocabulary(
    sure={
        "honored_culture": (
            "заслуженн* * культуры|заслуженн* деятел* культуры|еңбек сіңірген мәдениет*|"
            "мәдениет* еңбек сіңірген*|honored * of culture|honoured * of culture"
        ),
        "honored_art": (
            "заслуженн* деятел* искусств*|засл деятел* искусств*|заслуженн* * искусств*|"
            "еңбек сіңірген өнер*|өнер* еңбек сіңірген*|honored * of art*|honoured * of art*"
        ),
        "honorary_title": (
            "почетн* звани*|почётн* звани*|құрметті атақ*|құрметті атағ*|honorary title*"
        ),
        "state_award": (
            "государственн* наград*|госнаград*|гос наград*|мемл наград*|мемл марапат*|"
            "мемлекеттік награда*|мемлекеттік марапат*|"
            "state award*|государственн* преми*|мемлекеттік сыйлық*"
        ),
        "none": "марапатсыз*|наградасыз*",
    },
    ask={
        "honored_culture": "заслуженн*|еңбек сіңірген*|honored*|honoured*",
        "honored_art": "заслуженн*|еңбек сіңірген*|honored*|honoured*",
        "honorary_title": (
            "заслуженн*|еңбек сіңірген*|народн*|халық әртіс*|honored*|honoured*|honorary"
        ),
        "state_award": "орден*|медал*|order|medal*|медаль|награ*|марапат*|award*",
    },
)

RETRAINING = Vocabulary(
    sure={
        "pedagogical": (
            "обе|оба|екеуі|екеуі де|both|педагогич*|педагогика*|педпереподготов*|"
            "пед переподготов*|пед|pedagog*"
        ),
        "professional": (
            "обе|оба|екеуі|екеуі де|both|проф|профессиональн*|"
            "профпереподготов*|проф переподготов*|кәсіби*|кәсіптік*|professional"
        ),
    },
    ask={
        "pedagogical": "переподготов*|қайта даярла*|retraining|есть|да|иә|бар|yes",
        "professional": "переподготов*|қайта даярла*|retraining|есть|да|иә|бар|yes",
    },
)

PUBLICATION_INDEX = Vocabulary(
    sure={
        "wos": (
            "wos|вос|web of science|web science|webofscience|веб оф сайенс|вэб оф сайнс|"
            "вебофсайнс|jcr|journal citation reports|clarivate"
        ),
        "scopus": "scopus|скопус*|скопусте|cite score|citescore|skopus",
        "national": (
            "ккcон*|кксон*|ккнсон*|ккcонво|коксон*|кокнво|ксон|бғсбк|бғссқк|кокснво*|ғжбссқк|"
            "республиканск*|национальн*|уполномоченн* орган*|уәкілетті орган*|ұлттық|"
            "национальный|national"
        ),
        "international": (
            "международн*|халықаралық*|international*|intl|зарубежн*|шетелдік*|foreign"
        ),
        "teaching": (
            "учебн* пособи*|пособи*|учебно методич*|методичк*|методическ*|учебник*|умк|"
            "оқу құрал*|оқулық*|оқу әдістеме*|әдістемелік*|textbook*|teaching*|manual*|"
            "study guide*|methodical*"
        ),
        "monograph": "монограф*|monograph*",
    },
    ask={
        "wos": "q1|q2|q3|q4|q 1|q 2|q 3|q 4|квартил*|импакт*|impact*",
        "scopus": "q1|q2|q3|q4|q 1|q 2|q 3|q 4|квартил*|процентил*|импакт*|impact*",
        "national": "вак|отечественн*",
        "monograph": "книг*|кітап*|book*",
        "teaching": "книг*|кітап*|book*",
        "international": (
            "ринц|вак|конференци*|международн* конференци*|халықаралық конференция*|"
            "international conference*|conference*"
        ),
    },
    beside="те та да де тегі дағы",
)

CERTIFICATE_TOPIC = Vocabulary(
    sure={
        "profile": (
            "по профил*|профильн*|профиль|профил*|по специальност*|по предмет*|предметн*|бейін*|"
            "мамандық*|пән бойынша|profile|by profile|subject|in profile|in my field"
        ),
        "education_management": (
            "менеджмент*|управлени*|управленч*|басқару*|менеджмент* в образован*|management|"
            "education management|educational management|білім берудегі менеджмент*|"
            "білім беру менеджмент*|лидерств*"
        ),
        "it": (
            "икт|ит|it|ict|акт|ақпарат*|информационн* *|компьютер*|"
            "it технологи*|айти|информатик*|information technolog*"
        ),
        "online_methods": (
            "методик* онлайн*|методик* дистанционн*|онлайн обучен*|онлайн методик*|онлайн метод*|"
            "онлайн преподаван*|методик* онлайн обучен*|методик* дистанционн* обучен*|"
            "онлайн оқыту*|онлайн оқыту* әдіс*|қашықтан оқыту* әдіс*|методы онлайн*|"
            "метод* онлайн обучен*|online teaching*|online methods|online learning methods|"
            "online teaching methods|methods of online*|distance teaching*|online әдіс*"
        ),
    },
    ask={
        "it": "цифров*|цифрлық*|цифрландыр*|цифровизац*|digital*",
        "online_methods": (
            "онлайн*|online*|дистан*|қашық*|дистанционн* обучен*|қашықтан оқыту*|remote*|distance*"
        ),
    },
    beside=(
        "грамотност* технологи* обучени* сауаттылы* преподава* оқыту* әдіс* навык* дағды* skills"
    ),
)

VOCABULARIES: dict[str, Vocabulary] = {
    "education_level": EDUCATION_LEVEL,
    "education_field": EDUCATION_FIELD,
    "degree": DEGREE,
    "title": TITLE,
    "honour": HONOUR,
    "retraining": RETRAINING,
    "category": CATEGORY,
    "management_category": MANAGEMENT_CATEGORY,
    "publication_index": PUBLICATION_INDEX,
    "certificate_topic": CERTIFICATE_TOPIC,
}

# Words that go with a value and change nothing.
BESIDE = (
    "у меня мне я есть имею имеется имеющаяся моя мой моё мои это по в на с а ну вот уже только "
    "написал* опубликовал* издал* жаздым жарияладым шығардым wrote published "
    "закончил* закончен* окончил* оконченн* окончивш* получил* получен* защитил* имеющ* присвоен* "
    "присвоил* прошел прошёл прошл* проходил* диплом* степен* звани* категори* квалификацион* "
    "образовани* специальност* уровен* уровня язык* английск* учен* учён* научн* направлени* "
    "список* списк* перечен* тізім* тізбе* list "
    "сертификат* наук* педагог* статья статьи статью статей журнал* журнале публикаци* "
    "перечн* индекс* работ* "
    "переподготовк* курс* тема теме награ* руководител* квалификац* пед г года году из для пока "
    "педагогич* техническ* экономическ* филологич* биологич* химич* историч* юридич* "
    "менде менің мен бар бітірдім бітіргенмін бітірген тәмамдадым оқыдым алдым алғанмын қорғадым "
    "дәреже* дәрежесі ғылыми ғылым* санат* біліктілік* атақ* атағ* білім* білімі тіл* деңгей* "
    "деңгейі мамандығым мақала* журнал* бойынша туралы болып табыламын маман* санатты басшы* "
    "басшының өттім өткенмін қайта даярла* курс* куәлік* сертификат* педагогика* жылы жыл "
    "i have a an the my is am from got in of by on with degree degrees title category "
    "qualification "
    "education diploma graduated finished completed completed level certificate journal "
    "journals article articles paper papers retraining award obtained hold as teacher pedagogue "
    "s course english "
    "pedag* мын мін пын пін қауымдастырылған тілі ағылшын"
)
CONNECT = "и и/или также плюс ещё еще а-также және мен пен бен әрі тағы and also plus"
NEGATION = (
    "не ни нет нету без кроме емес жоқ жоқпын емеспін no not never without except isnt dont none"
)
# Not finished, or asked: the value is not the person's yet.
UNFINISHED = (
    "учусь учится учился училась студент* студентка заочно обучаюсь поступил* поступаю поступаю "
    "неоконченн* незаконченн* неполн* незавершенн* бросил* отчислен* буду хочу планирую скоро "
    "будет собираюсь аспирант аспирантка аспирантом магистрант* докторант готовлюсь подал* "
    "подаю подам претендую мечтаю болғым алғым "
    "жду просрочен* истек* "
    "истёк почти раньше раньше* бывш* оқып оқимын оқудамын жатырмын жүрмін студентпін аяқталмаған "
    "аспирантпын докторантпын түстім түсемін болам боламын жоспарлап жоспарлаймын тапсырдым "
    "мерзімі өткен studying student unfinished incomplete planning want will going expired almost "
    "или либо немесе әлде or ма ме ба бе па пе"
)
