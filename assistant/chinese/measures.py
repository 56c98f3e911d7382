"""Measure words (量词, 计量单位): what can stand after a number as its unit. Facts about the language, not about any table."""

from __future__ import annotations

_FOLLOWERS = {
    "人": "才员民均大社",
    "个": "",
    "名": "称单额录下誉义气",
    "位": "于置列居次",
    "户": "口籍外主型均",
    "家": "庭具乡长园电属禽访政",
    "次": "性日序要品于",
    "期": "间末初望限待货内工",
    "场": "所地馆景面合镇",
    "节": "气能约点目假日俭水省前后期奏庆",
    "套": "餐取路",
    "份": "额",
    "部": "门分队委长署级际",
    "张": "家贴",
    "册": "子",
    "对": "于应象比照口接外所全各标村社农企策",
    "条": "件例线约",
    "项": "",
    "岁": "末月",
    "天": "津然气池府",
    "年": "度级龄均初底末终轻货",
    "台": "账帐湾阶风",
    "辆": "",
    "只": "有是要能看算列限剩含不",
    "座": "谈位右",
    "间": "接隔",
    "本": "级年地县市区人次单项来科月季身部土",
    "届": "时满",
    "批": "准复评示量发",
    "班": "级子长组主",
    "门": "槛户口诊店前",
    "课": "程题堂",
    "篇": "章幅",
    "幅": "度",
    "种": "植子养粮业",
    "类": "别似型",
    "件": "数",
    "片": "区面",
    "档": "案次",
    "分": "之别类项析布配管为成档组年县局期值级散部",
    "度": "假数量",
    "倍": "",
    "轮": "训椅换岗胎流",
    "遍": "布及",
    "趟": "",
    "顿": "",
    "餐": "饮厅补具",
    "桌": "椅面",
    "层": "面级次",
    "栋": "",
    "幢": "",
    "眼": "前下看",
    "口": "号径头粮罩岸感袋腔",
    "孔": "",
    "盏": "",
    "根": "据本治",
    "枚": "",
    "艘": "",
    "架": "构子",
    "匹": "配",
    "头": "等号条部",
    "尾": "部",
    "羽": "",
    "株": "",
    "棵": "",
    "支": "部书持出付撑援行教",
    "卷": "入",
    "所": "有属在得需以谓",
    "处": "理置分罚于级长室",
    "组": "织长成建",
    "队": "伍员",
    "周": "岁年边期围一二三四五六日",
    "宗": "旨教",
    "例": "如外会",
    "亩": "均产",
    "顷": "",
    "吨": "",
    "斤": "",
    "克": "服",
    "米": "",
    "方": "面案式法便向针",
    "升": "级学",
    "瓦": "",
    "厘": "",
    "盘": "子点",
    "副": "",
    "筐": "",
    "箱": "",
    "袋": "",
    "盒": "",
    "瓶": "颈",
    "桶": "",
    "床": "位",
    "步": "骤行",
}
"""One-character measures, each with the characters that make another word of it (100人才 is no 100人)."""

# fmt: off
_LONGER = (
    "个百分点", "百分点", "个工作日", "工作日", "个小时", "小时", "个季度", "个月", "个星期", "星期", "个周",
    "个年度", "分钟", "秒钟", "周岁", "周年", "人次", "人/次", "户次", "家次", "场次", "班次", "批次", "车次", "台次",
    "件次", "辆次", "架次", "例次", "课次", "篇次", "期次", "人天", "人日", "人月", "节课", "课时", "学时", "个人",
    "人份", "平方公里", "平方千米", "平方米", "立方米", "平方", "立方", "平米", "公里", "千米", "厘米", "毫米",
    "公顷", "公亩", "公斤", "千克", "毫克", "毫升", "万吨", "海里", "千瓦时", "千瓦", "兆瓦", "摄氏度", "℃", "㎡",
    "m²", "m2", "m³", "m3", "km²", "km2", "km", "cm", "mm", "kg", "kw", "mw", "gb", "mb", "tb", "美元", "港元",
    "港币", "欧元", "日元", "英镑", "床位", "席位", "车位", "蹲位", "公分",
)
# fmt: on

MEASURES: tuple[str, ...] = (*_LONGER, *_FOLLOWERS)
"""Everything that can stand after a number as its unit, besides money and %."""

PREFERRED = {
    "个人": "人",
    "个小时": "小时",
    "个星期": "星期",
    "个周": "周",
    "个百分点": "百分点",
    "个工作日": "工作日",
    "秒钟": "秒",
    "平米": "平方米",
    "平方": "平方米",
    "立方": "立方米",
}
"""Units that are better called otherwise in a question; a document's unit stays as printed."""

_BY_LENGTH = tuple((length, frozenset(word for word in MEASURES if len(word) == length)) for length in (4, 3, 2, 1))


def measure_at(text: str, start: int) -> str | None:
    """The longest measure that begins there, None where another word begins. `text` is folded."""
    for length, measures in _BY_LENGTH:
        word = text[start : start + length]
        if len(word) < length:
            continue
        if word in measures or (word.isascii() and word.lower() in measures):
            after = text[start + length : start + length + 1]
            if length == 1 and after and after in _FOLLOWERS[word]:
                continue
            if word[-1].isascii() and after.isascii() and after.isalnum():
                continue
            return word
    return None


NUMERAL = "零〇一二两三四五六七八九十百千万亿"
"""The characters of which Chinese numerals are made."""
