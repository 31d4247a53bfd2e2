"""Page furniture: lines on a report's page that are not part of its text; each cue has its reason.

Patterns read a line as `lines.fold` gives it (half-width punctuation) and apply only to lines up to a certain length.
Much depends on names: a word may be a person's name if it begins with a surname, is two to four characters long and
stands where names stand.
"""

import re

from ..headings import closed, is_top, mark
from ..lines import Line

# fmt: off
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方"
    "俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计伏成戴谈"
    "宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪干解应宗"
    "丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀甄曲封芮储靳段富巫乌焦巴弓牧山谷车侯全班秋仲伊宫宁仇栾甘武符刘景詹束"
    "龙叶幸司黎薄印白蒲鄂索赖卓蔺屠蒙池乔胥苍闻莘党翟谭贡劳姬申扶冉雍桑桂牛寿通边燕冀尚农温别庄晏柴瞿阎慕连习艾容向古"
    "易廖庾居衡步都耿满弘匡国文寇广禄欧师巩聂关敖冷辛简饶曾沙丰查红游权益桓公闫肖代冼覃佟苑丛原郜仝邸逯隋冶"
)
_N = "一二三四五六七八九十"
_H = r"[\u4e00-\u9fff]"
NAME = (
    rf"(?:{_H}{{1,8}}(?:·{_H}{{1,10}})+|[{SURNAMES}] {_H}(?!{_H})|[{SURNAMES}]{_H}{{1,3}}(?!{_H}))"
)
NAMES = rf"{NAME}(?:[ 、,/]+{NAME})*"
_WRITER = rf"(?:(?:{_H}{{1,8}})?记者|(?:特约)?通讯员|摄影)"
_ROLE = (
    rf"(?:{_WRITER}|撰稿|撰文|作者|责任编辑|责编|编辑|编审|校对|审核|审签|[初复终一二三]审|供稿|供图|总?监制|总编辑|"
    rf"主编|统筹|"
    r"策划|制作|美编|版式|排版|图文|文/图|图/文|文字|图片|[文图](?=[|:/])|值班编委|值班主任|来稿|投稿|录入)"
)
_LABEL = (
    r"(?:原文链接|(?:文章|信息|稿件|本文|图片|素材)?来源|稿源|转自|转载自|发[布稿表](?:时间|日期|单位|机构|人)|"
    r"更新时间|时间|日期|(?:浏览|阅读|点击|访问|查看)(?:次数|量|数)?|人气|索引号|文号|发文字号|发文机关|成文日期|主题词|"
    r"主题分类|公开(?:方式|形式|范围)|信息分类|关键词|标签|栏目|当前位置|您?(?:现在)?(?:所在|的)的?位置|"
    r"您当前(?:所在)?的?位置|上一[篇条页则]|下一[篇条页则]|版权所有|主办单位|主办|承办单位|承办|技术支持|地址|邮编|"
    r"邮政编码|电话|联系电话|传真|邮箱|网址|网站标识码|备案号)"
)
_READERS = "(?:阅读|点赞|在看|收藏|转发|评论|分享|浏览|点击)"
_NUMERIC_DATE = r"(?<!\d)(?:20)?\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:[12]\d|3[01]|0?[1-9])(?!\d)"
_DATE = r"(?:(?:20)?\d\d[-./]\d{1,2}[-./]\d{1,2}|20\d\d年\d{1,2}月\d{1,2}日)"
_TIME = rf"{_DATE}(?:[ Tt]*\d{{1,2}}:\d\d(?::\d\d)?)?"
_DATELINE = (
    rf"(?:本[报网刊台站]|新华社|人民网|新华网|中新[社网]|{_H}{{2,10}}[报网台])"
    rf"(?:{_H}{{0,8}}?(?:\d{{1,2}}月\d{{1,2}}日)?)[讯电]"
)
_BULLET = r"[□■◇◆●○▪·| ]*"
_CREDIT = r"[(](?:[^()]{0,12}(?:记者|通讯员|作者|供稿|摄影)[^()]{1,40})[)]"

_LINKS = r"(?:相关(?:阅读|新闻|文章|链接|报道|推荐|资讯|稿件|附件)|(?:推荐|延伸)阅读|友情链接|往期(?:回顾|推荐|精彩))"

_ALL = (
    # a disclaimer, the foot of a site
    ("legal", 600, r"^[\[【(]?(?:免责声明|版权声明|特别声明|郑重声明|网站声明|转载声明|声明)[\])】:]"),
    ("legal", 300, r"^(?=.*(?:版权|著作权))(?=.*(?:转载|侵权|删除|本站|本网|原作者))"),
    ("legal", 200, r"(?i)copyright|©|all rights reserved|ICP备|ICP证|公网安备|网安备|powered by|分辨率.{0,20}(?:浏览|"
                   r"访问|显示)"),
    ("legal", 80, r"^(?:版权所有|本(?:网站|站|页面)(?:由|已)|网站(?:地图|声明|标识码|维护))"),
    ("legal", 80, r"^(?:联系我们|关于我们|使用帮助|友情链接|手机版|电脑版|登录|注册|无障碍(?:浏览|"
                  r"阅读)?)(?:[ |/].*)?$"),
    # the page asks the reader to tap; its buttons
    ("prompt", 60, r"(?i)^[▼▲↓↑👇>]*(?:打开|展开|下载)[^。,;]{0,24}(?:查看|更多|图片|客户端|APP|全文)"),
    ("prompt", 60, r"(?i)^[▼▲↓↑👇>]*(?:点击|长按|扫一扫|扫码|扫描|识别|查看|戳|请在微信|在微信中)"
                   r"[^。,;]{0,24}(?:查看|更多|图片|二维码|关注|客户端|APP|全文|阅读|收听|观看|打开)"),
    ("prompt", 40, r"^(?:查看更多.*|点击蓝字.*|.*关注我们|阅读原文|返回(?:顶部|首页|列表|搜狐.*)|关闭(?:窗口|页面|"
                   r"本页)|(?:视频)?加载中.*|收起|展开|全文|分享|收藏|点赞|在看|喜欢|举报|评论|转发|更多>*|"
                   r"预览时标签不可点|微信扫一扫.*|继续滑动看下一个|[^。,]{0,20}(?:微信)?公众号)$"),
    ("share", 60, r"^(?:我要|发表|查看|网友)评论\s*[(\d]"),
    # what readers did, counted by the page; how long it takes to read
    ("share", 120, rf"(?:{_READERS}[ :]*\d[\d.,]*[万+]*[ |]*){{2}}"
                   r"|^[^。,;]*(?:已有[ \d.,]+万?人关注|长按识别)[^。,;]*$"),
    ("share", 60, r"^(?:全文)?(?:共|字数:)约? ?\d+ ?字,?(?:预计)?阅读(?:时[间长])?|预计阅读 ?\d+ ?分钟"),
    ("share", 60, r"^[\[【(]*(?:分享(?:到|至)?|收藏|打印(?:本页|此页)?|关闭(?:窗口|本页)?|字[体号]|大 中 小|"
                  r"小 中 大)[\])】]*(?:[:| ].*)?$"),
    # where the page stands in its site
    ("place", 80, r"^(?:网站)?首页(?:\s*[>»/|→·-].*| .*)?$"),
    ("place", 10, r"^(?:正文|要闻|新闻|资讯|时政|新闻中心|新闻动态|工作动态|政协要闻)$"),
    # (sections have years and numbers, no figures: 收到提案271件→立案236件 is what was done)
    ("place", 80, r"^(?!.*(?<![\d第])\d{1,3}(?![\d年]))[^。,]{1,12}(?:\s*(?:>+|»|→)\s*[^。>»→]{1,20}){1,6}$"),
    # links in one line with the title of their list
    ("list", 200, rf"^[>»·|\[【 ]*{_LINKS}[】\]]?:[^。]*$"),
    # labelled facts about the page; a date, alone or with who published
    ("label", 160, rf"^[<«>»·|\[【(]*\s*{_LABEL}\s*(?:[:|]|\s(?=\d))[^。]*。?$"),
    ("label", 60, rf"^[\[【(]?{_TIME}[\])】]?(?:\s+\S{{1,12}}){{0,3}}$"),
    ("label", 60, rf"^[^。,;:!?]{{2,20}} {_TIME}(?:\s+\S{{1,12}})?$"),
    ("label", 40, rf"^[(]?[〇○零{_N}]{{4}}年[{_N}]{{1,2}}月(?:[{_N}]{{1,3}}日)?[)]?$"),
    ("label", 40, r"^[(]?20\d\d年\d{1,2}月(?:\d{1,2}日)?[)]?$"),
    ("label", 120, rf"^[^。,;]*{_TIME}[^。,;]*(?:来源|作者|编辑|查看|浏览|阅读|点击)[^。,;]{{0,2}}:[^。,;]*$"),
    # who wrote: agency or paper, place and 讯 or 电 alone; roles and names alone
    ("dateline", 60, rf"^{_DATELINE}\s*(?:{_CREDIT})?$"),
    ("byline", 60, rf"^{_BULLET}(?:[\u4e00-\u9fffA-Za-z·、 ]{{0,16}}[ |·]?)?(?:{_WRITER}[ :|/]*|{_ROLE}[ :|/]+){NAMES}"
                   rf"(?:[ 、,;/|]*{_ROLE}[ :|/]*{NAMES})*(?: ?(?:摄影报道|摄|文/图|图文|报道|整理))?"
                   r"(?:[ ,;|]*(?:电话|热线)[ :]*[-\d×xX*]+)?$"),
    ("byline", 60, rf"^[\u4e00-\u9fffA-Za-z0-9.·— ]{{0,20}}{_CREDIT}$"),
    ("byline", 60, rf"^{NAMES}(?:\s*(?:摄影报道|文/图|图/文|图文|供稿|整理|摄)|[/ ]文)$"),
    ("byline", 80, rf"^[\[(【]?{_ROLE}(?:[、/和 ]{_ROLE})*\s*[:|]\s*[^。]{{0,60}}$"),
    # a caption: names or credits a picture
    ("caption", 200, r"^[^。]*(?:。[^。]*)?(?<!拍)摄[)]?$"),
    ("caption", 200, r"[(](?:资料(?:图片|照片|图)|图片来源[^()]{0,20}|图片|[^()]{1,24}(?:摄|供图|提供)|"
                     r"摄影[^()]{1,12}|视频截图)[)]$"),
    ("caption", 200, r"^(?:[上下左右题]?图[为:]\S|图[一二三四五六七八九十\d]+[: 、]).*$|(?:供图|摄影报[道导])$"),
    ("caption", 100, r"^[▲△▼]\s*[^。]+。?$"),
    # a speech: its address, the set opening of a report, its end
    ("greeting", 40, r"^(?:尊敬的)?(?:(?:各位|诸位|全体)?(?:委员|代表|领导|来宾|嘉宾|朋友|同志|同仁)们?[,、 ]*)"
                     r"{1,6}[:!,。]$"),
    ("greeting", 120, r"^(?:现在,?|我谨?|受.{2,30}委托,)?.{0,6}(?:代表|受)[^。]{2,50}(?:向.{0,8}(?:大会|会议)|"
                      r"作)[^。]{0,20}报告[^。]{0,12},?请[^。]{0,24}(?:审议|审查|意见|指正)[^。]{0,40}。"
                      r"(?:[^。]{0,4}请[^。]{2,30}(?:意见|建议|指正)。)?$"),
    ("greeting", 20, r"^(?:谢谢(?:大家|各位)?|报告完毕|我的报告(?:完了|到此结束))[!。,.]*(?:谢谢(?:大家|"
                     r"各位)?[!。]?)?$"),
    # where an article goes on
    ("continued", 24, r"^[(](?:上?接|紧接|下?转|下接).{0,14}[)]$"),
    ("url", 200, r"(?i)^(?:https?://|www\.)\S+$"),
    # a page number, the head of a newspaper page, an ornament
    ("page", 24, r"^[-—–·~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[ ,/]*共?\s*\d{1,4}\s*页?)?[-—–·~\s]*$"),
    ("page", 60, r"(?i)^第?[A-Z]?\d{1,2}版[ :·|].*|^第[A-Z\d一二三四五六七八九十]{1,3}版$|^[A-Z]?\d{2}版? ?(?:要闻|"
                 r"综合|专版|广告)\S{0,6}$"),
    ("rule", 80, r"^[-\u2500-\u257f—=*_~.·•◆◇■□●○★☆▲△▼▽…#+|/\\<>«»\[\]【】()\s]+$"),
)
# (?i) only where Latin words stand: it looks at each character of the ranges, one by one.
CUES = tuple((name, longest, re.compile(pattern)) for name, longest, pattern in _ALL)

# The title of a list of links
LIST_OPENER = re.compile(
    r"^[【\[>»|· ]*(?:最新(?:加入|更新|文章|发布|资讯|动态|消息|新闻|信息|推荐)|热门(?:资讯|文章|新闻|推荐|排行|评论|"
    r"标签|点击|阅读|搜索)|热点(?:新闻|推荐|资讯|文章|排行|专题)|相关(?:阅读|新闻|文章|链接|报道|推荐|资讯|信息|内容|"
    r"稿件|专题|附件)|推荐(?:阅读|新闻|文章|视频)?|为[您你]推荐|猜[您你]喜欢|延伸阅读|精彩推荐|编辑推荐|往期(?:回顾|"
    r"推荐|精彩)|更多(?:精彩|新闻|文章|资讯)|点击排行|阅读排行|新闻排行|排行榜|大家都在看|图片新闻|专题专栏|友情链接|"
    r"网友评论|喜欢此内容的人还喜欢)[】\]:>» …·.]*(?:更多)?[>»]*$"
)
# A link in such a list: dated as figures, or cut short
DATED = re.compile(rf"^[\[(·•\-> ]*{_NUMERIC_DATE}|{_NUMERIC_DATE}[\])]?$|[\[(]\d\d-\d\d[\])]$")
CUT = re.compile(r"(?:\.\.\.|…)[\])】]?$")
# Position and name alone: 主席 张明
SPEAKER = re.compile(
    rf"^(?:{_H}|[、()]){{0,28}}(?:(?:主席|书记|主任|秘书长|会长)[ ,]*|(?:部长|市长|州长|县长|区长|委员|"
    rf"发言人)[ ,]+){NAME}$"
    rf"|^{_H}{{1,8}}[省市州县区旗]代?[省市州县区旗]长[{SURNAMES}]{_H}{{1,2}}$"
)
# Who speaks, between the title and the date or the address; 常委会 ends as a body does, 张掖市 as a place.
_NAME_ALONE = re.compile(rf"^[{SURNAMES}](?: {_H}|{_H}{{2}})$(?<![会局部委办处室书省市县州区旗盟])")
_BELOW_NAME = frozenset({"label", "greeting"})
MENU = re.compile(rf"^(?:{_H}{{2,6}}[ |·]+){{4,}}{_H}{{2,6}}$")
# A page's number at either end of its running head
_PAGE = re.compile(r"^[-—–·~\s]*(?:第?\s*\d{1,3}\s*页?)?[-—–·|~\s]+|[-—–·|~\s]+(?:第?\s*\d{1,3}\s*页?[-—–·~\s]*)?$")
_OF_DOCUMENT = re.compile(rf"政协|报告|总结|综述|回顾|志$|年鉴|日报|{_H}{{2}}报$")
# fmt: on

LONG, LINK = 60, 45  # a line of text at least; a link at most
HEAD, PAGES = 6, 3  # a running head has so many characters; without numbers it stands on so many pages
ITEM_SIGNS, ITEM = "▲△▼", 24  # before items of news as before captions, which are shorter


def cue(key: str) -> str | None:
    """The name of the first cue that a folded line matches on its own; None if it may be text.

    A line of three or more sentences can only be a disclaimer.
    """
    rich = len(key) > 80 and key.count("。") > 2
    for name, longest, pattern in CUES:
        if rich and name != "legal":
            return None
        if len(key) <= longest and pattern.search(key):
            return name
    return None


def mark_lines(lines: list[Line]) -> list[str | None]:
    """For each line the cue that makes it furniture; None if it is text.

    Besides the cues of single lines: a list of links after its title, up to a line that cannot belong to one; lines
    with a date, or truncated next to another such line; a menu; a lone position and name before the body.
    """
    found: list[str | None] = []
    in_list, body = False, False
    running = _running_heads(lines)
    for i, line in enumerate(lines):
        key = line.key
        name = cue(key) or ("page" if i in running else None)
        if LIST_OPENER.match(key):
            in_list, name = True, "list"
        elif name == "caption" and _itemised(lines, i):
            name = None
        elif in_list and _ends_list(lines, i, body):
            in_list = False
        if in_list:
            name = name or "list"
        elif name is None and len(key) <= LONG:
            if _dated(key) or (_cut(key) and any(_link(lines[j]) for j in (i - 1, i + 1) if 0 <= j < len(lines))):
                name = "list"
            elif MENU.match(key) and (i < 8 or i >= len(lines) - 8):
                name = "place"
            elif not body and (SPEAKER.match(key) or (i and _names_who_speaks(lines[i : i + 2]))):
                name = "speaker"
        body = body or (name is None and len(key) >= LONG and "。" in key)
        found.append(name)
    return found


def _names_who_speaks(two: list[Line]) -> bool:
    return bool(_NAME_ALONE.match(two[0].key)) and len(two) > 1 and cue(two[1].key) in _BELOW_NAME


def _running_heads(lines: list[Line]) -> set[int]:
    """Which lines repeat the name of the document from page to page; the first is its title, unless it has a number."""
    named: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if HEAD <= len(line.key) <= LINK and not closed(line.key):
            bare = _PAGE.sub("", line.key)
            if len(bare) >= HEAD and _OF_DOCUMENT.search(bare):
                named.setdefault(bare, []).append(i)
    found: set[int] = set()
    for bare, places in named.items():
        numbered = {i for i in places if lines[i].key != bare or _beside_page_number(lines, i)}
        if len(places) >= PAGES or len(numbered) > 1:
            found |= numbered | {*places[1:]}
    return found


def _beside_page_number(lines: list[Line], i: int) -> bool:
    return any(cue(lines[j].key) == "page" for j in (i - 1, i + 1) if 0 <= j < len(lines))


def _itemised(lines: list[Line], i: int) -> bool:
    """Whether a line that opens with a sign is one of several in a row, each a sentence: news in brief, no captions."""
    sign, beside = lines[i].key[:1], [lines[j].key for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    items = [key for key in beside if sign in ITEM_SIGNS and key.startswith(sign)]
    return any("," in key and len(key) >= ITEM for key in items) and len(lines[i].key) >= ITEM


def _dated(key: str) -> bool:
    return len(key) <= LINK and bool(DATED.search(key)) and (not closed(key) or _cut(key))


def _cut(key: str) -> bool:
    return len(key) <= LINK and bool(CUT.search(key))


def _link(line: Line) -> bool:
    return _dated(line.key) or _cut(line.key)


def _ends_list(lines: list[Line], i: int, body: bool) -> bool:
    """Whether a list of links is over: at a line of text or a numbered heading; before the body also at a gap, or at
    a line that is no link after lines that are."""
    key = lines[i].key
    number = mark(key)
    if is_top(key) or (number and number[0] < 50) or (len(key) > LONG and closed(key) and not _cut(key)):
        return True
    return not body and not _link(lines[i]) and (lines[i].gap > 0 or _link(lines[i - 1]))
