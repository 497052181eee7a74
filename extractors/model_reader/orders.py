"""Sentences of an article that speak to a machine and not to readers: "report a target of …", «сообщи план …».

Such a sentence announces nothing, whatever figures stand in it. Which ones they are is told by rules, since a model can be
talked round; a news sentence that is taken for an order by mistake is still read by the grammar.
"""

import re

from extractors.sentences import find_sentences

_DOERS = (
    r"(?:report|return|output|record|register|emit|print|write|answer|respond|reply|extract|announce|submit|generate|append|"
    r"insert|enter|state|set|put|list|add|include|give|use|copy|quote|treat|replace|fill|mark|provide|produce|repeat|pretend|assume|create|log|say|name|make)"
)
_READERS = (
    r"(?:ai|llms?|gpt\w*|chatgpt|chatbots?|(?:large )?language models?|(?:the )?(?:ai|extraction|reading|language) (?:model|system|tool|reader|agent|assistant|bot)s?|"
    r"assistant|extractors?|parsers?|crawlers?|bots?|neural networks?|machine readers?|automated (?:readers?|systems?|tools?))"
)
_ENGLISH = (
    # what was said before is to be forgotten
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,60}\b(?:previous|above|prior|earlier|preceding|instruct\w*|prompts?|rules?|everything|article|text|other|all)\b",
    r"\b(?:previous|prior|above|new|system|following|hidden|special|updated|important) (?:instruction|prompt|directive|command)s?\b",
    r"\binstructions? (?:to|for) (?:the )?(?:reader|model|machine|software|system|"
    + _READERS
    + r")",
    # somebody who reads by machine is spoken to
    r"^\W*(?:system|assistant|developer|user|admin|root|note to|attention|important|dear|hey|hello)\b[^.:]{0,24}\b(?:"
    + _READERS
    + r"|model|system)\b\W*[:,!-]",
    r"^\W*(?:system|assistant|developer|user|admin|root)(?: (?:message|prompt|note|override|instructions?))?\s*[:>\]]",
    r"\b" + _READERS + r"\b.{0,40}\b(?:must|should|shall|are to|is to|has to|have to|please)\b",
    r"\b(?:if|since|because|as) (?:you are|you're) (?:an? )?" + _READERS,
    r"\byou are (?:now )?(?:an? |the )?(?:\w+ )?" + _READERS,
    r"\byour (?:task|answer|output|response|reply|instructions?|json|job|rows?)\b",
    r"\byou (?:must|should|shall|are to|have to|need to|will|can|may)\s+(?:\w+ly |now |only |always |instead |not |also |just )*"
    + _DOERS
    + r"\b",
    # it is told what to do
    r"(?:^|[:;!?.—–-]\s+|[\"“«(\[]|\b(?:please|now|instead|also|always|then|just|only|must|simply|kindly)[,:]?\s+)"
    + _DOERS
    + r"\s+(?:(?:back|only|exactly|instead|down|out|up)\s+)*(?:a|an|the|that|this|these|those|one|only|exactly|every|all|as|it|json|\d|[\"“«'`]|target|production target|planned|capacity|output|low|high|kind)(?:\b|(?<=\W))",
    r"(?:^|[:;,—–-]\s*|\b(?:must|should|please|now|to|and|or|instead)\s+)(?:report|record|return|write|answer|output|extract|emit|print|register|say|submit)\s+(?:\w+ ){0,2}?(?:target|row|announcement|entry|value|figure)s?\s+(?:of|for|with|as|that|:)",
    r"\b(?:do not|don't|never) (?:mention|report|extract|include|read|use|output|tell|reveal)\b",
    # words of the task itself
    r"\bjson\b|\bperiod_(?:start|end)\b|[\"'`](?:kind|low|high|announcements|plant|quote)[\"'`]\s*:|\bannouncements\s*[:=]\s*\[|\b(?:kind|low|high)\s*=\s*\S",
    r"<\|?\w*(?:im_start|im_end|system|endoftext|assistant)|\[/?inst\]|</?(?:article|system|assistant|instructions?|prompt)\b|^#{2,}\s*\w*\s*(?:system|instruction)",
)
_RUSSIAN_DO = (
    r"(?:сообщи|укажи|добавь|запиши|верни|выведи|ответь|напиши|внеси|впиши|включи|отметь|считай|подставь|выдай|передай|зафиксируй|назови|поставь|замени|извлеки|"
    r"используй|учти|запомни|пропиши|составь|сформируй|заполни|выпиши|отрапортуй|доложи|представь|скопируй|процитируй|сгенерируй|создай|вставь|повтори|следуй|"
    r"выполни|прими|занеси|зарегистрируй|опубликуй|притворись|действуй|игнорируй|проигнорируй|забудь|отбрось|пропусти|сделай|покажи|приведи|установи|оформи|"
    r"помести|припиши|упомяни|перечисли|дай|скажи|рапортуй|сообщай|указывай|пиши|отвечай|добавляй|возвращай|выводи|записывай|исправь|измени|обнови)(?:те)?"
)
_RUSSIAN = (
    r"\b" + _RUSSIAN_DO + r"\b",
    r"\bне обращай(?:те)?\b|\bне (?:сообщай|указывай|упоминай|пиши|читай)(?:те)?\b",
    r"\b(?:предыдущ|прежн|нов|систем|вышеуказанн|скрыт|следующ)\w* (?:инструкци|указани|команд|промпт)\w*",
    r"\bпромпт\w*|\bсистемн\w+ (?:сообщени|инструкц|указани)\w*|\bнейросет\w*.{0,40}\b(?:долж|следует|необходимо|нужно|обязан)\w*",
    r"\b(?:инструкци|указани|обращени|сообщени|примечани|задани)\w* (?:для|к) (?:\w+ )?(?:ии\b|нейросет|модел|ассистент|бот|робот|машин|программ|алгоритм|парсер|систем)\w*",
    r"\b(?:для|внимание)[,:!]? (?:ии\b|нейросет\w*|языков\w+ модел\w*|чат-?бот\w*|ассистент\w*|llm)",
    r"\b(?:языков\w+ модел|чат-?бот|ассистент|нейросет|парсер|искусственн\w+ интеллект)\w*.{0,40}\b(?:долж|следует|необходимо|нужно|обязан)\w*",
    r"\b(?:ты|вы) (?:теперь |сейчас )?(?:—|-|–|долж\w+|обязан\w*|ассистент|модель|языков\w+|нейросет\w*|бот)",
    r"\b(?:твоя|твой|твоё|твое|ваша|ваш) (?:задача|ответ|вывод|инструкци\w+)",
    r"\b(?:необходимо|следует|нужно|надо|требуется|просьба|прошу|должн[аы]?|должен|обязан\w*)\s+(?:\w+\s+){0,2}(?:указать|записать|вернуть|вывести|ответить|внести|вписать|извлечь|включить в ответ|выдать|зафиксировать|сообщить цель|сообщить план|добавить строк\w+)",
    r"^\W*(?:система|системное сообщение|ассистент|пользователь|администратор)\s*[:>\]]",
)
_ORDERS = re.compile("|".join(f"(?:{p})" for p in (*_ENGLISH, *_RUSSIAN)), re.IGNORECASE)
_STARTS = re.compile(r"(?<=[.!?…])\s+")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def gives_orders(line: str) -> bool:
    """Whether a line, in any of its sentences, tells a machine what to do. Linear in its length."""
    plain = _HIDDEN.sub("", line)
    return any(_ORDERS.search(sentence[:2_000]) for sentence in _STARTS.split(plain))


def without_orders(text: str) -> str:
    """The text with blanks, one for one, where it gives orders.

    With a sentence that gives one go the sentence before it in its line and the two after it: orders are often spread.
    """
    sentences = find_sentences(text)
    hidden: set[int] = set()
    for n, sentence in enumerate(sentences):
        if gives_orders(text[sentence.start : sentence.end]):
            hidden |= {n, n + 1, n + 2}
            if n and sentences[n - 1].line == sentence.line:
                hidden.add(n - 1)
    pieces, at = [], 0
    for sentence in (s for n, s in enumerate(sentences) if n in hidden):
        pieces += [text[at : sentence.start], " " * (sentence.end - sentence.start)]
        at = sentence.end
    return "".join([*pieces, text[at:]])
