"""A language model as a reader of announcements, as pure functions: text in, request out; response in, Reading out.

    Document ─prompt.request─► JSON body ······ the call, at the edge (flows/) ······ response bytes
             response bytes ─answer.read_answer─► rows as claimed ─gate.grounded─► Reading

Nothing the model says is believed: each row's quote, figure, period and producer are found again in the text.
"""

from extractors.model_reader.answer import Answer, read_answer
from extractors.model_reader.prompt import PROMPT_VERSION, Dialect, request
from extractors.model_reader.reading import model_reading

__all__ = ["PROMPT_VERSION", "Answer", "Dialect", "model_reading", "read_answer", "request"]
