"""Page furniture: what stands around a report on its page and is none of its text, each cue with its reason.

Patterns read a line as `lines.fold` gives it (half-width punctuation). A cue holds for lines up to its length only:
a paragraph rich in sentences is never furniture because it holds one of these words.
"""

from __future__ import annotations

import re

from .headings import closed, is_top, mark
from .lines import Line

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮"
    "蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆"
    "荣翁荀甄曲封芮储靳段富巫乌焦巴弓牧山谷车侯全班秋仲伊宫宁仇栾甘武符刘景詹束龙叶幸司黎薄印白蒲从鄂索赖卓蔺屠蒙池乔胥苍闻莘党翟"
    "谭贡劳姬申扶冉雍桑桂牛寿通边燕冀尚农温别庄晏柴瞿阎慕连习艾容向古易廖庾居衡步都耿满弘匡国文寇广禄欧师巩聂关敖冷辛简饶曾沙丰"
    "查红游权益桓公闫肖代冼覃佟苑丛原郜仝撒玛孜麦阿买努热依艳展仇"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴謝鄒蘇範魯韋馬賀湯羅畢鄔樂時傅齊顧黃蕭談龐紀項藍閔賈婁顏鍾駱盧應單諸陸榮龔劉葉龍溫莊閻連習歐聶關饒"
)
_NAME = (
    rf"(?:[\u4e00-\u9fff]{{1,8}}(?:·[\u4e00-\u9fff]{{1,10}})+|[{_SURNAMES}] [\u4e00-\u9fff](?![\u4e00-\u9fff])"
    rf"|[{_SURNAMES}][\u4e00-\u9fff]{{1,3}}(?![\u4e00-\u9fff]))"
)
NAMES = rf"{_NAME}(?:[ 、,/]+{_NAME})*"
_ROLE = (
    r"(?:(?:[\u4e00-\u9fff]{1,8})?(?:全媒体|首席|见习|特约|实习)?记者|(?:特约)?通讯员|摄影|撰稿|撰文|作者|责任编辑|责编|编辑|编审|校对|审核|审签|"
    r"[初复終终一二三]审|供稿|供图|监制|总监制|总编辑|主编|统筹|策划|制作|美编|版式|排版|图文|文/图|图/文|文字|图片|[文图](?=[|:/])|"
    r"值班[\u4e00-\u9fff]{2,4}|来稿|投稿|录入|發佈|編輯|責任編輯|記者|通訊員|攝影)"
)
_LABEL = (
    r"(?:原文链接|原文鏈接|文章来源|信息来源|稿件来源|稿源|来源|來源|本文来源|转自|转载自|图片来源|素材来源|发布(?:时间|日期|单位|机构|人)|"
    r"发稿时间|发表时间|更新时间|时间|日期|發布時間|浏览(?:次数|量|数)?|瀏覽次數|阅读(?:次数|量|数)?|点击(?:次数|量|数)?|访问(?:次数|量)?|人气|索引号|"
    r"文号|发文字号|发文机关|成文日期|主题词|主题分类|公开(?:方式|形式|范围)|信息分类|关键词|标签|栏目|分享|分享到|字号|字体|字體|视力保护色|"
    r"当前位置|您?(?:现在)?(?:所在|的)的?位置|您当前(?:所在)?的?位置|當前位置|上一[篇条页]|下一[篇条页]|上一則|下一則|责任编辑|版权所有|主办单位|主办|承办单位|承办|"
    r"技术支持|地址|邮编|邮政编码|电话|联系电话|传真|邮箱|网址|网站标识码|备案号)"
)
_DATE = r"(?:(?:20)?\d\d[-./]\d{1,2}[-./]\d{1,2}|20\d\d年\d{1,2}月\d{1,2}日)"
_TIME = rf"{_DATE}(?:[ T]*\d{{1,2}}:\d\d(?::\d\d)?)?"
_DATELINE = r"(?:本[报网刊台站]|新华社|人民网|新华网|中新[社网]|[\u4e00-\u9fff]{2,10}[报网台])(?:[\u4e00-\u9fff]{0,8}?(?:\d{1,2}月\d{1,2}日)?)[讯电]"
_CREDIT = r"[(](?:[^()]{0,12}(?:记者|通讯员|記者|通訊員|作者|供稿|摄影)[^()]{1,40})[)]"

# (name, longest line, pattern, reason)
CUES = tuple(
    (name, longest, re.compile(pattern, re.I), reason)
    for name, longest, pattern, reason in (
        (
            "prompt",
            60,
            r"^(?:[▼▲↓↑👇>]*)(?:打开|点击|长按|扫一扫|扫码|扫描|识别|查看|展开|戳|请在微信|在.{1,8}中打开|下载).{0,24}"
            r"(?:查看|更多|图片|二维码|关注|客户端|APP|全文|阅读|收听|观看|打开)",
            "asks the reader to tap",
        ),
        (
            "prompt",
            40,
            r"^(?:查看更多.*|点击蓝字.*|.*关注我们|阅读原文|返回(?:顶部|首页|列表|搜狐.*)|关闭(?:窗口|页面|本页)|视频加载中.*|加载中.*|"
            r"收起|展开|全文|分享|收藏|点赞|在看|喜欢|举报|评论|转发|打印.{0,12}|【?(?:打印|关闭|收藏|返回).*|更多>*|预览时标签不可点|"
            r"微信扫一扫.*|继续滑动看下一个|[^。]{0,20}(?:微信)?公众号)$",
            "a button of the page",
        ),
        (
            "share",
            60,
            r"^.{0,6}(?:分享|收藏|打印|关闭|字[体号體]|【字).{0,6}[:【\[( ].*|^[\[【(]?(?:大 中 小|小 中 大).*",
            "sharing, printing, size",
        ),
        (
            "place",
            80,
            r"^(?:首页|网站首页|首頁)(?:\s*[>»/|→·-]\s*.*)?$|^(?:首页|网站首页|首頁) .*",
            "where the page stands in its site",
        ),
        ("place", 80, r"^[^。,]{1,12}(?:\s*(?:>|>>|»|→)\s*[^。>»→]{1,20}){1,6}$", "where the page stands in its site"),
        ("label", 160, rf"^[>»·|\[【(]*\s*(?:{_LABEL})\s*[:|:]", "a labelled fact about the page"),
        ("label", 60, rf"^[\[【(]?{_TIME}[\])】]?(?:\s+\S{{1,12}}){{0,3}}$", "a date alone, or with who published"),
        (
            "label",
            40,
            r"^[(]?[二〇○零一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?[)]?$",
            "a date alone",
        ),
        ("label", 40, r"^[(]?20\d\d年\d{1,2}月(?:\d{1,2}日)?[)]?$", "a date alone"),
        ("dateline", 60, rf"^{_DATELINE}\s*(?:{_CREDIT})?$", "agency or paper, place, 讯 or 电, nothing more"),
        (
            "byline",
            60,
            rf"^(?:[\u4e00-\u9fffA-Za-z·、 ]{{0,16}}[ |·]?)?{_ROLE}[ :|/]*{NAMES}"
            rf"(?:[ 、,;/|]*{_ROLE}[ :|/]*{NAMES})*(?: ?(?:摄影报道|摄|文/图|图文|报道|整理))?$",
            "roles and names alone",
        ),
        ("byline", 60, rf"^[\u4e00-\u9fffA-Za-z0-9.·— ]{{0,20}}{_CREDIT}$", "a medium and its reporter"),
        (
            "byline",
            60,
            rf"^{NAMES}\s*[/ ]?(?:摄影报道|摄|文/图|图/文|图文|文|供稿|整理|攝)$",
            "names and what they did",
        ),
        ("byline", 80, rf"^[\[(【]?{_ROLE}(?:[、/和 ]{_ROLE})*\s*[:|]\s*[^。]{{0,60}}$", "a role and a name"),
        ("caption", 200, r"^[^。]*(?:。[^。]*)?[摄攝][)。]?$", "ends in 摄 (photographed by)"),
        (
            "caption",
            200,
            r"^.*[(](?:资料(?:图片|照片|图)|图片(?:来源)?[^()]{0,20}|[^()]{1,24}(?:摄|供图|提供)|摄影[^()]{1,12}|视频截图)[)]$",
            "credits a picture",
        ),
        (
            "caption",
            200,
            r"^(?:[▲△▼◆◇■□●]\s*.+|[上下左右题]?图[为:]\S.*|图[一二三四五六七八九十\d]+[:: 、].*|.*(?:供图|摄影报道|攝影報導))$",
            "names or credits a picture",
        ),
        (
            "greeting",
            40,
            r"^(?:尊敬的)?(?:(?:各位|同志们|诸位|全体)?(?:委员|代表|领导|来宾|嘉宾|朋友|同志|同仁|委員|同志們|代表|來賓)"
            r"(?:们|們)?[,、 ]*){1,6}[:!,。]$|^同志们[:!,。]$",
            "the address of a speech",
        ),
        (
            "greeting",
            110,
            r"^(?:现在,?|我谨?|受.{2,30}委托,)?.{0,6}(?:代表|受).{2,50}(?:向.{0,6}(?:大会|会议|全体会议)|作).{0,20}报告.{0,12},?请.{0,24}(?:审议|审查|意见|指正)"
            r"[^。]{0,40}。$",
            "the set opening of a report",
        ),
        (
            "greeting",
            20,
            r"^(?:谢谢(?:大家|各位)?|报告完毕|我的报告(?:完了|到此结束).*)[!。,.]*(?:谢谢(?:大家|各位)?[!。]?)?$",
            "the end of a speech",
        ),
        ("continued", 24, r"^[(](?:上?接|紧接|下?转|(?:上|下)接).{0,14}[)]$", "where the article goes on"),
        (
            "legal",
            600,
            r"^[\[【(]?(?:免责声明|版权声明|特别声明|郑重声明|网站声明|转载声明|声明)[\])】:]",
            "a disclaimer",
        ),
        ("legal", 300, r"^(?=.*(?:版权|著作权))(?=.*(?:转载|侵权|删除|本站|本网|原作者)).*$", "a disclaimer"),
        (
            "legal",
            200,
            r"copyright|©|all rights reserved|ICP备|ICP证|公网安备|网安备|powered by|浏览器.{0,20}(?:浏览|访问)|分辨率",
            "the foot of a site",
        ),
        (
            "legal",
            80,
            r"^(?:版权所有|本(?:网站|站|页面)(?:由|已)|网站(?:地图|声明|标识|维护)|联系我们|关于我们|使用帮助|无障碍|友情链接|手机版|电脑版|登录|注册)",
            "the foot of a site",
        ),
        ("url", 200, r"^(?:https?://|www\.)\S+$", "a link"),
        (
            "page",
            24,
            r"^[-—–·~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:[ ,/]*共?\s*\d{1,4}\s*页?)?[-—–·~\s]*$",
            "a page number",
        ),
        (
            "page",
            60,
            r"^第?[A-Z]?\d{1,2}版[ :·|].*|^第[A-Z\d一二三四五六七八九十]{1,3}版$|^[A-Z]?\d{2}版?[ ]?(?:要闻|综合|专版|政协|广告)\S{0,6}$",
            "the head of a newspaper page",
        ),
        ("rule", 80, r"^[-—=*_~.·•◆◇■□●○★☆▲△▼▽…#+|/\\<>«»\[\]【】()\s]+$", "an ornament"),
    )
)
_LIST_OPENER = re.compile(
    r"^[【\[>»|· ]*(?:最新(?:加入|更新|文章|发布|资讯|动态|消息|新闻|信息|推荐)|热门(?:资讯|文章|新闻|推荐|排行|评论|标签|点击|阅读|搜索)|热点(?:新闻|推荐|资讯|文章|排行|专题)|"
    r"相关(?:阅读|新闻|文章|链接|报道|推荐|资讯|信息|内容|稿件|专题|附件)|推荐(?:阅读|新闻|文章|视频)?|为[您你]推荐|猜[您你]喜欢|延伸阅读|精彩推荐|编辑推荐|往期(?:回顾|推荐|精彩)|"
    r"更多(?:精彩|新闻|文章|资讯)|点击排行|阅读排行|新闻排行|排行榜|大家都在看|图片新闻|专题专栏|友情链接|网友评论|相關(?:閱讀|新聞|文章)|熱門(?:文章|新聞))[】\]:>» …·.]*(?:更多)?[>»]*$"
)
_DATED = re.compile(rf"^[\[(·•\-> ]*{_DATE}|{_DATE}[\])]?$|[\[(]\d\d-\d\d[\])]$|^\d\d-\d\d\s")
_CUT = re.compile(r"(?:\.\.\.|…)[\])】]?$")
_SPEAKER = re.compile(
    rf"^[\u4e00-\u9fff、()]{{0,28}}(?:主席|书记|主任|秘书长|会长|部长|市长|州长|县长|区长|委员|發言人|書記)[ ,]*(?: {_NAME}|{_NAME})$"
)
_MENU = re.compile(r"^(?:首页\s*)?(?:[\u4e00-\u9fff]{2,6}[ |·]+){4,}[\u4e00-\u9fff]{2,6}$")
LONG = 60


def cue(key: str) -> str | None:
    """The name of the first cue that a folded line matches by itself, None if it may be text."""
    if (
        key.count("。") > 2
        and len(key) > 80
        and not key.startswith(("[免责", "【免责", "免责", "版权", "声明", "特别声明", "【", "[", "郑重"))
    ):
        return None
    for name, longest, pattern, _ in CUES:
        if len(key) <= longest and pattern.search(key):
            return name
    return None


def mark_lines(lines: list[Line]) -> list[str | None]:
    """For each line the cue that makes it furniture, None where it is text.

    Beside the cues of single lines: a list of links after its title, until a line that no such list holds; lines
    with a date or cut short next to another such line; a menu; a position and name alone before the body.
    """
    found: list[str | None] = []
    in_list, body = False, False
    for i, line in enumerate(lines):
        key = line.key
        name = cue(key)
        if _LIST_OPENER.match(key):
            in_list, name = True, "list"
        elif in_list and _ends_list(lines, i, body):
            in_list = False
        if in_list:
            name = name or "list"
        elif name is None and len(key) <= LONG:
            if _dated(key) or (_CUT.search(key) and len(key) <= 40 and any(map(_link, _around(lines, i)))):
                name = "list"
            elif _MENU.match(key) and (i < 8 or i >= len(lines) - 8):
                name = "place"
            elif not body and len(key) <= 45 and _SPEAKER.match(key):
                name = "speaker"
        body = body or (name is None and len(key) >= LONG and "。" in key)
        found.append(name)
    return found


def _dated(key: str) -> bool:
    return bool(_DATED.search(key)) and len(key) <= 45 and not (closed(key) and not _CUT.search(key))


def _link(line: Line) -> bool:
    return _dated(line.key) or (bool(_CUT.search(line.key)) and len(line.key) <= 40)


def _around(lines: list[Line], i: int) -> list[Line]:
    return lines[max(0, i - 1) : i] + lines[i + 1 : i + 2]


def _ends_list(lines: list[Line], i: int, body: bool) -> bool:
    """Whether a list of links is over: a long or numbered line of text, or, before the body, a gap or a line that
    is no link after lines that are."""
    key = lines[i].key
    if is_top(key) or (mark(key) and mark(key)[0] < 50) or (len(key) > LONG and closed(key) and not _CUT.search(key)):
        return True
    if body:
        return False
    return (
        lines[i].gap > 0 and not _link(lines[i])
        if lines[i - 1].gap == 0
        else not _link(lines[i]) and _link(lines[i - 1])
    )
