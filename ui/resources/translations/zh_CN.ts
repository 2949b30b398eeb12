<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Turn</source>
        <translation>转头</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>点头</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>歪头</translation>
    </message>
    <message>
        <source>Left / right</source>
        <translation>左 / 右</translation>
    </message>
    <message>
        <source>Up / down</source>
        <translation>上 / 下</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Face width</source>
        <translation>脸宽</translation>
    </message>
    <message>
        <source>Jaw width</source>
        <translation>下颌宽度</translation>
    </message>
    <message>
        <source>Chin length</source>
        <translation>下巴长度</translation>
    </message>
    <message>
        <source>Forehead height</source>
        <translation>额头高度</translation>
    </message>
    <message>
        <source>Cheeks</source>
        <translation>脸颊</translation>
    </message>
    <message>
        <source>Nose length</source>
        <translation>鼻长</translation>
    </message>
    <message>
        <source>Nose width</source>
        <translation>鼻宽</translation>
    </message>
    <message>
        <source>Eye size</source>
        <translation>眼睛大小</translation>
    </message>
    <message>
        <source>Eye distance</source>
        <translation>眼距</translation>
    </message>
    <message>
        <source>Lip fullness</source>
        <translation>嘴唇丰满度</translation>
    </message>
    <message>
        <source>Mouth width</source>
        <translation>嘴宽</translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation>眉毛高度</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>微笑</translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation>张嘴</translation>
    </message>
    <message>
        <source>Brow raise</source>
        <translation>扬眉</translation>
    </message>
    <message>
        <source>Brow frown</source>
        <translation>皱眉</translation>
    </message>
    <message>
        <source>Close right eye</source>
        <translation>闭右眼</translation>
    </message>
    <message>
        <source>Close left eye</source>
        <translation>闭左眼</translation>
    </message>
    <message>
        <source>Gaze sideways</source>
        <translation>视线左右</translation>
    </message>
    <message>
        <source>Gaze up / down</source>
        <translation>视线上下</translation>
    </message>
    <message>
        <source>Pucker</source>
        <translation>嘟嘴</translation>
    </message>
    <message>
        <source>Cheek puff</source>
        <translation>鼓腮</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>头部动作</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>整张脸</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>嘴</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>眼睛</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>眉毛</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>视线</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>姿态</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Face shape</source>
        <translation>脸型</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Turns the head towards the picture&apos;s right.</source>
        <translation>将头转向画面右侧。</translation>
    </message>
    <message>
        <source>Nods the head down.</source>
        <translation>低头。</translation>
    </message>
    <message>
        <source>Tilts the head clockwise in the picture.</source>
        <translation>让头在画面中顺时针倾斜。</translation>
    </message>
    <message>
        <source>Moves the avatar to the picture&apos;s right.</source>
        <translation>将头像移向画面右侧。</translation>
    </message>
    <message>
        <source>Moves the avatar down.</source>
        <translation>将头像向下移。</translation>
    </message>
    <message>
        <source>Enlarges head and shoulders.</source>
        <translation>放大头和肩膀。</translation>
    </message>
    <message>
        <source>Widens the face.</source>
        <translation>让脸变宽。</translation>
    </message>
    <message>
        <source>Widens the lower jaw.</source>
        <translation>让下颌变宽。</translation>
    </message>
    <message>
        <source>Lengthens the chin.</source>
        <translation>让下巴变长。</translation>
    </message>
    <message>
        <source>Heightens the forehead.</source>
        <translation>让额头变高。</translation>
    </message>
    <message>
        <source>Fills the cheeks.</source>
        <translation>让脸颊更饱满。</translation>
    </message>
    <message>
        <source>Lengthens the nose.</source>
        <translation>让鼻子变长。</translation>
    </message>
    <message>
        <source>Widens the nose.</source>
        <translation>让鼻子变宽。</translation>
    </message>
    <message>
        <source>Enlarges the eyes.</source>
        <translation>让眼睛变大。</translation>
    </message>
    <message>
        <source>Sets the eyes further apart.</source>
        <translation>让两眼间距变大。</translation>
    </message>
    <message>
        <source>Makes the lips fuller.</source>
        <translation>让嘴唇更丰满。</translation>
    </message>
    <message>
        <source>Widens the mouth.</source>
        <translation>让嘴变宽。</translation>
    </message>
    <message>
        <source>Sets the brows higher.</source>
        <translation>让眉毛更高。</translation>
    </message>
    <message>
        <source>Smiles; below zero the corners of the mouth go down.</source>
        <translation>微笑；低于零时嘴角向下。</translation>
    </message>
    <message>
        <source>Opens the mouth by dropping the jaw.</source>
        <translation>下颌下落，张开嘴。</translation>
    </message>
    <message>
        <source>Raises both brows.</source>
        <translation>扬起双眉。</translation>
    </message>
    <message>
        <source>Draws the brows down and together.</source>
        <translation>双眉下压并靠拢。</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s right eye; below zero opens it wide.</source>
        <translation>闭上头像的右眼；低于零时睁大。</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s left eye; below zero opens it wide.</source>
        <translation>闭上头像的左眼；低于零时睁大。</translation>
    </message>
    <message>
        <source>Looks to the picture&apos;s right.</source>
        <translation>看向画面右侧。</translation>
    </message>
    <message>
        <source>Looks down.</source>
        <translation>向下看。</translation>
    </message>
    <message>
        <source>Purses the lips as for a kiss.</source>
        <translation>像亲吻一样噘起嘴唇。</translation>
    </message>
    <message>
        <source>Blows up the cheeks.</source>
        <translation>鼓起脸颊。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s head motion.</source>
        <translation>增强你的头部动作。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s whole expression.</source>
        <translation>增强你的整个表情。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s mouth.</source>
        <translation>增强你的嘴部动作。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s eyelids.</source>
        <translation>增强你的眼皮动作。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s brows.</source>
        <translation>增强你的眉毛动作。</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s glances.</source>
        <translation>增强你的视线移动。</translation>
    </message>
    <message>
        <source>Look straight into the camera.</source>
        <translation>请正视摄像头。</translation>
    </message>
    <message>
        <source>Neutral face ready.</source>
        <translation>中性表情已就绪。</translation>
    </message>
    <message>
        <source>{name} delivers.</source>
        <translation>{name} 正在提供画面。</translation>
    </message>
    <message>
        <source>{name} has ended.</source>
        <translation>{name} 已结束。</translation>
    </message>
    <message>
        <source>The avatar is drawn again.</source>
        <translation>头像已恢复绘制。</translation>
    </message>
    <message>
        <source>Tracking works again.</source>
        <translation>追踪已恢复。</translation>
    </message>
    <message>
        <source>A program uses the virtual camera.</source>
        <translation>有程序正在使用虚拟摄像头。</translation>
    </message>
    <message>
        <source>{name} went away: plug it in again, vcam keeps trying</source>
        <translation>{name} 已断开：请重新接上，vcam 会继续尝试</translation>
    </message>
    <message>
        <source>{name} gives no picture: see that it is free, vcam keeps trying</source>
        <translation>{name} 没有画面：请确认它未被占用，vcam 会继续尝试</translation>
    </message>
    <message>
        <source>Camera lost, reconnecting: plug {name} in again.</source>
        <translation>摄像头已断开，正在重连：请重新接上 {name}。</translation>
    </message>
    <message>
        <source>Opening {name} ...</source>
        <translation>正在打开 {name} ...</translation>
    </message>
    <message>
        <source>{name} waits.</source>
        <translation>{name} 等待中。</translation>
    </message>
    <message>
        <source>Opening the source ...</source>
        <translation>正在打开来源 ...</translation>
    </message>
    <message>
        <source>{name} has stopped sending pictures; waiting for it.</source>
        <translation>{name} 已停止发送画面；正在等待。</translation>
    </message>
    <message>
        <source>{name}: {does}; it really gives {fps} fps: more light or a smaller size may help.</source>
        <translation>{name}：{does}；实际只有 {fps} 帧/秒：增加光线或减小尺寸可能有帮助。</translation>
    </message>
    <message>
        <source>Showing the picture {name}.</source>
        <translation>正在显示图片 {name}。</translation>
    </message>
    <message>
        <source>Paused: the camera is closed.</source>
        <translation>已暂停：摄像头已关闭。</translation>
    </message>
    <message>
        <source>Asleep until a program uses the virtual camera.</source>
        <translation>休眠中，直到有程序使用虚拟摄像头。</translation>
    </message>
    <message>
        <source>{name} can&apos;t be opened: {error}</source>
        <translation>无法打开 {name}：{error}</translation>
    </message>
    <message>
        <source>there is no file {name}: check the name</source>
        <translation>没有文件 {name}：请检查名称</translation>
    </message>
    <message>
        <source>the virtual camera {path} is fixed to {width}x{height}, not {width2}x{height2}: choose that output size, or load its driver again without keep_format</source>
        <translation>虚拟摄像头 {path} 固定为 {width}x{height}，而不是 {width2}x{height2}：请选择该输出尺寸，或不带 keep_format 重新加载其驱动</translation>
    </message>
    <message>
        <source>the virtual camera {path} went away while opening ({error}); load its driver again</source>
        <translation>虚拟摄像头 {path} 在打开时消失了（{error}）；请重新加载其驱动</translation>
    </message>
    <message>
        <source>the virtual camera {name} took no picture ({error}); vcam tries again</source>
        <translation>虚拟摄像头 {name} 没有接收画面（{error}）；vcam 会重试</translation>
    </message>
    <message>
        <source>the avatar folder {folder} can&apos;t be read ({error}): check its permissions</source>
        <translation>无法读取头像文件夹 {folder}（{error}）：请检查其权限</translation>
    </message>
    <message>
        <source>the part of photo {name} to keep has {width} x {height} pixels, expected at least {least} x {least2}: keep more of it</source>
        <translation>照片 {name} 要保留的部分为 {width} x {height} 像素，至少需要 {least} x {least2}：请多保留一些</translation>
    </message>
    <message>
        <source>photo {name} needs more memory than there is: save it smaller</source>
        <translation>照片 {name} 需要的内存超出可用内存：请缩小后保存</translation>
    </message>
    <message>
        <source>photo {name} is an HEIC file, which needs the package pillow-heif: install it, or export the photo as JPEG</source>
        <translation>照片 {name} 是 HEIC 文件，需要软件包 pillow-heif：请安装它，或将照片导出为 JPEG</translation>
    </message>
    <message>
        <source>the order of the avatars can&apos;t be saved in {folder} ({error}): check that you may write there</source>
        <translation>无法在 {folder} 中保存头像顺序（{error}）：请检查你是否有写入权限</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>无法写入造型 {path}（{error}）：请检查其文件夹是否可写、磁盘是否有空间</translation>
    </message>
    <message>
        <source>{name} is no look ({error}): save one with vcam and choose that</source>
        <translation>{name} 不是造型（{error}）：请用 vcam 保存一个并选择它</translation>
    </message>
    <message>
        <source>something unexpected happened while {doing} ({what}); the log has the details</source>
        <translation>发生了意外情况（{what}；{doing}）；详情见日志</translation>
    </message>
    <message>
        <source>there is no camera {text}; connected: {known} (`vcam cameras` lists them)</source>
        <translation>没有摄像头 {text}；已连接：{known}（`vcam cameras` 可列出它们）</translation>
    </message>
    <message>
        <source>no camera is connected: plug one in, or check that this user may use it</source>
        <translation>未连接摄像头：请接上一个，或检查你是否有权使用它</translation>
    </message>
    <message>
        <source>cameras can&apos;t be listed ({error}): install the package cv2-enumerate-cameras</source>
        <translation>无法列出摄像头（{error}）：请安装 cv2-enumerate-cameras 包</translation>
    </message>
    <message>
        <source>there is no motion file at {path}: check the name</source>
        <translation>{path} 处没有动作文件：请检查名称</translation>
    </message>
    <message>
        <source>{path} is not a motion that vcam can read ({reason}): record it again with `vcam motion record`</source>
        <translation>{path} 不是 vcam 能读取的动作（{reason}）：请用 `vcam motion record` 重新录制</translation>
    </message>
    <message>
        <source>there is no picture at {path}: check the name</source>
        <translation>{path} 处没有图片：请检查名称</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: save it as PNG or JPEG</source>
        <translation>{name} 不是 vcam 能读取的图片：请另存为 PNG 或 JPEG</translation>
    </message>
    <message>
        <source>the picture {name} is damaged or can&apos;t be read ({error})</source>
        <translation>图片 {name} 已损坏或无法读取（{error}）</translation>
    </message>
    <message>
        <source>another program is sending to the virtual camera {path}; stop it there or choose another device</source>
        <translation>另一个程序正在向虚拟摄像头 {path} 发送画面；请在那里停止，或选择其他设备</translation>
    </message>
    <message>
        <source>{paths} may not be opened by you: add yourself to the group &apos;video&apos; with `sudo usermod -aG video {user}` and log in again</source>
        <translation>你无权打开 {paths}：请用 `sudo usermod -aG video {user}` 把自己加入“video”组，然后重新登录</translation>
    </message>
    <message>
        <source>no virtual camera was found: {help}</source>
        <translation>未找到虚拟摄像头：{help}</translation>
    </message>
    <message>
        <source>no virtual camera is named {wanted}; there are: {known}</source>
        <translation>没有名为 {wanted} 的虚拟摄像头；现有：{known}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t exist: {help}</source>
        <translation>虚拟摄像头 {path} 不存在：{help}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t answer ({error}); load its driver again</source>
        <translation>虚拟摄像头 {path} 没有响应（{error}）；请重新加载其驱动</translation>
    </message>
    <message>
        <source>the virtual camera {name} went away; load its driver again, vcam reconnects by itself</source>
        <translation>虚拟摄像头 {name} 消失了；请重新加载其驱动，vcam 会自动重连</translation>
    </message>
    <message>
        <source>{what} is in use already ({text}); stop the program that sends to it</source>
        <translation>{what} 已被占用（{text}）；请停止向它发送画面的程序</translation>
    </message>
    <message>
        <source>{what} can&apos;t be opened ({text}); {help}</source>
        <translation>无法打开 {what}（{text}）；{help}</translation>
    </message>
    <message>
        <source>{what} can&apos;t change to {width}x{height} while another program uses it; close that program&apos;s camera, start vcam first, then the program</source>
        <translation>另一个程序正在使用 {what}，无法改为 {width}x{height}；请在那个程序里关闭摄像头，先启动 vcam，再启动它</translation>
    </message>
    <message>
        <source>pyvirtualcam can&apos;t be loaded ({error}); install it with `pip install pyvirtualcam`</source>
        <translation>无法加载 pyvirtualcam（{error}）；请用 `pip install pyvirtualcam` 安装</translation>
    </message>
    <message>
        <source>the picture {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>无法写入图片 {path}（{error}）：请检查文件夹是否可写、磁盘是否有空间</translation>
    </message>
    <message>
        <source>the recording {path} {what} ({reason}): check that the folder may be written and the disk has room, or record somewhere else</source>
        <translation>录像 {path} 失败（{what}：{reason}）：请检查文件夹是否可写、磁盘是否有空间，或录到别处</translation>
    </message>
    <message>
        <source>{threads} did not stop within {seconds} s: a driver or disk hangs; close vcam and start it again</source>
        <translation>{threads} 在 {seconds} 秒内没有停止：驱动或磁盘卡住了；请关闭 vcam 后重新启动</translation>
    </message>
    <message>
        <source>an avatar can&apos;t be called {name}: expected 1 to {most} printable characters</source>
        <translation>头像不能叫 {name}：应为 1 到 {most} 个可打印字符</translation>
    </message>
    <message>
        <source>photo {name} has {found}, expected at most {most} million: scale it down</source>
        <translation>照片 {name} 有 {found}，最多允许 {most} 百万：请缩小</translation>
    </message>
    <message>
        <source>photo {name} is empty: choose another file</source>
        <translation>照片 {name} 是空的：请选择其他文件</translation>
    </message>
    <message>
        <source>photo {name} has {width} x {height} pixels, expected at least {least} x {least2}: choose a larger one</source>
        <translation>照片 {name} 为 {width} x {height} 像素，至少需要 {least} x {least2}：请选择更大的照片</translation>
    </message>
    <message>
        <source>photo {name} is too narrow a strip to hold a face: choose another one</source>
        <translation>照片 {name} 太窄，容不下一张脸：请选择其他照片</translation>
    </message>
    <message>
        <source>photo {name} is a file of {size} MB, expected at most {most} MB: save it smaller</source>
        <translation>照片 {name} 的文件为 {size} MB，最多允许 {most} MB：请存得小一些</translation>
    </message>
    <message>
        <source>there is no photo at {path}: check the path</source>
        <translation>{path} 处没有照片：请检查路径</translation>
    </message>
    <message>
        <source>photo {path} can&apos;t be read ({reason}): check its permissions</source>
        <translation>无法读取照片 {path}（{reason}）：请检查其权限</translation>
    </message>
    <message>
        <source>photo {name} is damaged or incomplete ({reason}): copy or export it again</source>
        <translation>照片 {name} 已损坏或不完整（{reason}）：请重新复制或导出</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: expected JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF, choose another file</source>
        <translation>{name} 不是 vcam 能读取的图片：应为 JPEG、PNG、WebP、HEIC、AVIF、TIFF、BMP 或 GIF，请选择其他文件</translation>
    </message>
    <message>
        <source>there is an avatar called {name} already: choose another name, or remove it first</source>
        <translation>已有名为 {name} 的头像：请另取名字，或先移除它</translation>
    </message>
    <message>
        <source>avatar {name} ships with vcam and can&apos;t {what}</source>
        <translation>头像 {name} 随 vcam 附带，不能更改（{what}）</translation>
    </message>
    <message>
        <source>avatar {name} has lost its photo: remove it and add it again</source>
        <translation>头像 {name} 的照片丢失了：请移除后重新添加</translation>
    </message>
    <message>
        <source>avatar {name} is damaged ({error}): remove it and add it again</source>
        <translation>头像 {name} 已损坏（{error}）：请移除后重新添加</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be saved in {folder} ({error}): choose a folder that you may write to, on a disk with room</source>
        <translation>无法将头像 {name} 保存到 {folder}（{error}）：请选择可写入且磁盘有空间的文件夹</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be removed from {folder} ({error}): check that you may write there</source>
        <translation>无法从 {folder} 移除头像 {name}（{error}）：请检查你能否在那里写入</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be read ({reason}): choose another file</source>
        <translation>无法读取造型 {path}（{reason}）：请选择其他文件</translation>
    </message>
    <message>
        <source>remote control can&apos;t listen on port {port} ({reason}): choose another port</source>
        <translation>远程控制无法监听端口 {port}（{reason}）：请选择其他端口</translation>
    </message>
    <message>
        <source>Face Mesh takes about 2 ms on one processor thread, so a graphics card would not help.</source>
        <translation>Face Mesh 在一个处理器核心上约需 2 毫秒，所以显卡帮不上忙。</translation>
    </message>
    <message>
        <source>The device was chosen by the user.</source>
        <translation>设备由用户选定。</translation>
    </message>
    <message>
        <source>The small networks draw on it. {reason}</source>
        <translation>小网络在其上绘制。{reason}</translation>
    </message>
    <message>
        <source>There is no driver of an NVIDIA graphics processor.</source>
        <translation>没有 NVIDIA 显卡的驱动。</translation>
    </message>
    <message>
        <source>PyTorch found this graphics processor.</source>
        <translation>PyTorch 找到了这块显卡。</translation>
    </message>
    <message>
        <source>PyTorch found no graphics processor that it can use.</source>
        <translation>PyTorch 没有找到可用的显卡。</translation>
    </message>
    <message>
        <source>install v4l2loopback (Debian and Ubuntu: `sudo apt install v4l2loopback-dkms`), load it with `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, start vcam before the call app, choose the camera &apos;vcam&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>安装 v4l2loopback（Debian 和 Ubuntu：`sudo apt install v4l2loopback-dkms`），用 `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam` 加载，先启动 vcam 再启动通话软件，在 Zoom、Teams 或 Chrome 中选择摄像头“vcam”，然后运行 `vcam doctor` 重新测试</translation>
    </message>
    <message>
        <source>install OBS Studio 28 or newer from https://obsproject.com (it brings the driver; OBS itself need not run), choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>从 https://obsproject.com 安装 OBS Studio 28 或更新版本（自带驱动；OBS 本身不必运行），在 Zoom、Teams 或 Chrome 中选择摄像头“OBS Virtual Camera”，然后运行 `vcam doctor` 重新测试</translation>
    </message>
    <message>
        <source>install OBS Studio 30 or newer from https://obsproject.com, press Start Virtual Camera in it once, allow the extension in System Settings, quit OBS, choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>从 https://obsproject.com 安装 OBS Studio 30 或更新版本，在其中按一次“启动虚拟摄像机”，在系统设置中允许该扩展，退出 OBS，在 Zoom、Teams 或 Chrome 中选择摄像头“OBS Virtual Camera”，然后运行 `vcam doctor` 重新测试</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>Open a driver</source>
        <translation>打开驱动来源</translation>
    </message>
    <message>
        <source>Videos, motions and pictures</source>
        <translation>视频、动作和图片</translation>
    </message>
    <message>
        <source>Choose a background</source>
        <translation>选择背景</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Load a look</source>
        <translation>载入造型</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>造型</translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation>保存造型</translation>
    </message>
    <message>
        <source>vcam can&apos;t use {names}: drop photos to make avatars, or a video to drive one.</source>
        <translation>vcam 无法使用 {names}：拖入照片可制作头像，拖入视频可驱动头像。</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Press Start to go live</source>
        <translation>按“开始”即可上线</translation>
    </message>
    <message>
        <source>Panic is on: a start shows the still card</source>
        <translation>紧急状态已开启：开始后显示静止卡片</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>正在启动 ...</translation>
    </message>
    <message>
        <source>vcam itself</source>
        <translation>vcam 本身</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Shipped pictures and motions</source>
        <translation>附带的图片和动作</translation>
    </message>
    <message>
        <source>Installed packages</source>
        <translation>已安装的包</translation>
    </message>
    <message>
        <source>Give the avatar a name.</source>
        <translation>给头像取个名字。</translation>
    </message>
    <message>
        <source>A name has at most {n} printable characters.</source>
        <translation>名字最多 {n} 个可打印字符。</translation>
    </message>
    <message>
        <source>There is an avatar of that name already.</source>
        <translation>已有同名头像。</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>粘贴的图片</translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation>读取 {name}</translation>
    </message>
    <message>
        <source>checking the photo</source>
        <translation>检查照片</translation>
    </message>
    <message>
        <source>making an avatar</source>
        <translation>制作头像</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed.</source>
        <translation>请正视摄像头，闭上嘴。</translation>
    </message>
    <message>
        <source>No face is in view. Sit before the camera.</source>
        <translation>画面中没有脸。请坐到摄像头前。</translation>
    </message>
    <message>
        <source>Several faces are in view. Only yours may be.</source>
        <translation>画面中有多张脸。只能有你一个人。</translation>
    </message>
    <message>
        <source>It is too dark. Turn on a light before you.</source>
        <translation>太暗了。请打开面前的灯。</translation>
    </message>
    <message>
        <source>You are too far away. Come closer.</source>
        <translation>你离得太远。请靠近些。</translation>
    </message>
    <message>
        <source>Your face is partly outside the picture.</source>
        <translation>你的脸有一部分在画面外。</translation>
    </message>
    <message>
        <source>Turn your head straight to the camera.</source>
        <translation>请把头正对摄像头。</translation>
    </message>
    <message>
        <source>Close your mouth.</source>
        <translation>请闭上嘴。</translation>
    </message>
    <message>
        <source>Open your eyes.</source>
        <translation>请睁开眼睛。</translation>
    </message>
    <message>
        <source>Hold still for a second.</source>
        <translation>请保持一秒不动。</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>Go live: the delay is measured while vcam runs.</source>
        <translation>请先上线：vcam 运行时会测量延迟。</translation>
    </message>
    <message>
        <source>The picture is {ms} ms late</source>
        <translation>画面晚了 {ms} 毫秒</translation>
    </message>
    <message>
        <source>In OBS, open Edit &gt; Advanced Audio Properties and set the Sync Offset of your microphone to {ms} ms.</source>
        <translation>在 OBS 中打开“编辑 &gt; 高级音频属性”，将麦克风的同步偏移设为 {ms} 毫秒。</translation>
    </message>
    <message>
        <source>Measured from the arrival of the camera&apos;s frame to the sent picture, median of the last seconds. The camera&apos;s own delay is not in it: if the lips still come late, add a little.</source>
        <translation>从摄像头画面到达至画面发出的时间，取最近几秒的中位数。不含摄像头自身的延迟：如果口型仍然偏晚，请再加一点。</translation>
    </message>
    <message>
        <source>loading {name}</source>
        <translation>载入 {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>已移除 {name}。</translation>
    </message>
    <message>
        <source>changing {name}</source>
        <translation>更改 {name}</translation>
    </message>
    <message>
        <source>reading the avatars</source>
        <translation>读取头像</translation>
    </message>
    <message>
        <source>{name}: press {number} to switch to it</source>
        <translation>{name}：按 {number} 切换到它</translation>
    </message>
    <message>
        <source>Something unexpected went wrong while {doing} ({error}).</source>
        <translation>{doing}时发生意外错误（{error}）。</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({error}).</source>
        <translation>发生意外错误（{error}）。</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>出错了。</translation>
    </message>
    <message>
        <source>No face was found: choose a photo that shows the whole face from the front, in good light.</source>
        <translation>未找到脸：请选择光线良好、正面露出整张脸的照片。</translation>
    </message>
    <message>
        <source>The face is {height} px high, at least {least} px are needed: choose a closer or larger photo.</source>
        <translation>脸高 {height} 像素，至少需要 {least} 像素：请选择更近或更大的照片。</translation>
    </message>
    <message>
        <source>The face is only {height} px high, so the avatar will look soft: {good} px or more look sharp.</source>
        <translation>脸高只有 {height} 像素，头像会显得模糊：{good} 像素以上才清晰。</translation>
    </message>
    <message>
        <source>The face is turned more than {most} degrees away: choose a photo that looks into the camera.</source>
        <translation>脸偏转超过 {most} 度：请选择看向镜头的照片。</translation>
    </message>
    <message>
        <source>The face is turned aside, so its far side will look stretched: a frontal photo works best.</source>
        <translation>脸偏向一侧，远侧会显得拉伸：正面照片效果最好。</translation>
    </message>
    <message>
        <source>The head is tilted {tilt} degrees: rotate the photo upright if it can be.</source>
        <translation>头歪了 {tilt} 度：如果可以，请把照片转正。</translation>
    </message>
    <message>
        <source>{faces} faces were found and the largest is used: drag the frame around the one you mean.</source>
        <translation>找到 {faces} 张脸，使用最大的一张：请把框拖到你想要的那张上。</translation>
    </message>
    <message>
        <source>Part of the face lies outside the photo: one that shows it whole works best.</source>
        <translation>脸有一部分在照片外：完整露出的照片效果最好。</translation>
    </message>
    <message>
        <source>An eye is closed, so its colour is unknown: a photo with open eyes works best.</source>
        <translation>有一只眼闭着，不知其颜色：睁眼的照片效果最好。</translation>
    </message>
    <message>
        <source>The mouth is wide open: a photo with a closed or smiling mouth works best.</source>
        <translation>嘴张得很大：闭嘴或微笑的照片效果最好。</translation>
    </message>
    <message>
        <source>There is a bright reflection over an eye, as of glasses: less glare works best.</source>
        <translation>眼睛上有明亮的反光，像是眼镜：反光少一些更好。</translation>
    </message>
    <message>
        <source>Pasted photo</source>
        <translation>粘贴的照片</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Off. Nothing is listening.</source>
        <translation>已关闭。没有监听。</translation>
    </message>
    <message>
        <source>Listening on {address}, port {port}.</source>
        <translation>正在监听 {address}，端口 {port}。</translation>
    </message>
    <message>
        <source>Geometry and networks</source>
        <translation>几何与网络</translation>
    </message>
    <message>
        <source>Geometry alone</source>
        <translation>仅几何</translation>
    </message>
    <message>
        <source>Bi-layer networks: {name}</source>
        <translation>Bi-layer 网络：{name}</translation>
    </message>
    <message>
        <source>Bi-layer networks</source>
        <translation>Bi-layer 网络</translation>
    </message>
    <message>
        <source>Choose an avatar first: add a photo or take one from the list.</source>
        <translation>请先选择头像：添加照片，或从列表中选一个。</translation>
    </message>
    <message>
        <source>Choose what moves the avatar first: a camera, the sample motion or a video.</source>
        <translation>请先选择用什么驱动头像：摄像头、示例动作或视频。</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Back soon</source>
        <translation>马上回来</translation>
    </message>
    <message>
        <source>changing the source</source>
        <translation>更换来源</translation>
    </message>
    <message>
        <source>changing the avatar</source>
        <translation>更换头像</translation>
    </message>
    <message>
        <source>opening the virtual camera</source>
        <translation>打开虚拟摄像头</translation>
    </message>
    <message>
        <source>keeping the picture</source>
        <translation>保存画面</translation>
    </message>
    <message>
        <source>Stopping ...</source>
        <translation>正在停止 ...</translation>
    </message>
    <message>
        <source>Press Start: then the rate, the delay and the devices in use are told here.</source>
        <translation>按“开始”后，这里会显示帧率、延迟和所用设备。</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar as it was</source>
        <translation>画面中没有脸：别人看到的是头像最后的样子</translation>
    </message>
    <message>
        <source>No face in view: the others see a still card</source>
        <translation>画面中没有脸：别人看到的是静止卡片</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>The others see a still card.</source>
        <translation>别人看到的是静止卡片。</translation>
    </message>
    <message>
        <source>No program uses the virtual camera, so the camera is closed. vcam wakes by itself.</source>
        <translation>没有程序使用虚拟摄像头，所以摄像头已关闭。vcam 会自动唤醒。</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>休眠中</translation>
    </message>
    <message>
        <source>Live, no face in view</source>
        <translation>直播中，画面中没有脸</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>直播中</translation>
    </message>
    <message>
        <source>Your face is tracked.</source>
        <translation>正在追踪你的脸。</translation>
    </message>
    <message>
        <source>Frames a second: {captured:.1f} captured, {tracked:.1f} tracked, {drawn:.1f} drawn, {sent:.1f} sent.</source>
        <translation>每秒帧数：采集 {captured:.1f}，追踪 {tracked:.1f}，绘制 {drawn:.1f}，发送 {sent:.1f}。</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture.</source>
        <translation>从摄像头画面到发出的画面。</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture. 95 of 100 frames take at most {worst:.0f} ms.</source>
        <translation>从摄像头画面到发出的画面。100 帧中有 95 帧不超过 {worst:.0f} 毫秒。</translation>
    </message>
    <message>
        <source>{ms:.0f} ms</source>
        <translation>{ms:.0f} 毫秒</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Frames that were replaced by newer ones since the start: {tracking} before tracking, {rendering} before drawing, {output} before sending. The newest frame always wins, so delays never grow.</source>
        <translation>启动以来被更新的帧取代的帧：追踪前 {tracking}，绘制前 {rendering}，发送前 {output}。总是最新的帧优先，所以延迟不会增长。</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Tracked on {device}: {reason}</source>
        <translation>追踪于 {device}：{reason}</translation>
    </message>
    <message>
        <source>Drawn on {device}: {reason}</source>
        <translation>绘制于 {device}：{reason}</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>with networks</source>
        <translation>使用网络</translation>
    </message>
    <message>
        <source>geometry alone</source>
        <translation>仅几何</translation>
    </message>
    <message>
        <source>with Bi-layer networks</source>
        <translation>使用 Bi-layer 网络</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>正在重连</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已关闭</translation>
    </message>
    <message>
        <source>{written} pictures sent, {repeats} of them repeated.</source>
        <translation>已发送 {written} 帧，其中 {repeats} 帧为重复。</translation>
    </message>
    <message>
        <source>Looking for virtual cameras ...</source>
        <translation>正在查找虚拟摄像头 ...</translation>
    </message>
    <message>
        <source>No virtual camera is installed yet. It is what call apps pick.</source>
        <translation>尚未安装虚拟摄像头。通话软件要选的就是它。</translation>
    </message>
    <message>
        <source>Another program is sending to “{name}”. Stop it there, then test again.</source>
        <translation>另一个程序正在向“{name}”发送画面。请在那里停止，然后重新测试。</translation>
    </message>
    <message>
        <source>“{name}” is installed. Send test pictures to be sure that it works.</source>
        <translation>“{name}”已安装。发送测试画面以确认它能用。</translation>
    </message>
    <message>
        <source>Sending test pictures to “{name}” ...</source>
        <translation>正在向“{name}”发送测试画面 ...</translation>
    </message>
    <message>
        <source>Run this in a terminal, then test again. It installs the driver and loads it.</source>
        <translation>在终端中运行此命令，然后重新测试。它会安装并加载驱动。</translation>
    </message>
    <message>
        <source>Install OBS Studio 30 or newer, press Start Virtual Camera in it once, allow the extension in System Settings, and quit OBS. Then test again.</source>
        <translation>安装 OBS Studio 30 或更新版本，在其中按一次“启动虚拟摄像机”，在系统设置中允许该扩展，然后退出 OBS。之后重新测试。</translation>
    </message>
    <message>
        <source>Install OBS Studio 28 or newer. It brings the driver; OBS itself need not run.</source>
        <translation>安装 OBS Studio 28 或更新版本。它自带驱动；OBS 本身不必运行。</translation>
    </message>
    <message>
        <source>vcam is sending to “{name}” right now: {count} pictures so far.</source>
        <translation>vcam 正在向“{name}”发送画面：目前 {count} 帧。</translation>
    </message>
    <message>
        <source>“{name}” works: it took {count} test pictures of {width}x{height}.</source>
        <translation>“{name}”可用：它收到了 {count} 帧 {width}x{height} 的测试画面。</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <translation>第 {number} 张，共 {count} 张</translation>
    </message>
    <message>
        <source>Reading the photo ...</source>
        <translation>正在读取照片 ...</translation>
    </message>
    <message>
        <source>Checking the photo ...</source>
        <translation>正在检查照片 ...</translation>
    </message>
    <message>
        <source>This photo works well.</source>
        <translation>这张照片很合适。</translation>
    </message>
    <message>
        <source>Adding ...</source>
        <translation>正在添加 ...</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Drag the frame: what is outside is cut off and not kept.</source>
        <translation>拖动框：框外部分会被裁掉，不会保留。</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>整张照片</translation>
    </message>
    <message>
        <source>I may use this photo: it is mine, or the person agreed, or it shows no real person.</source>
        <translation>我可以使用这张照片：它是我的，或本人已同意，或其中没有真人。</translation>
    </message>
    <message>
        <source>Progress of the addition</source>
        <translation>添加进度</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Name of the avatar</source>
        <translation>头像名字</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave this photo out and go on to the next one</source>
        <translation>略过这张照片，继续下一张</translation>
    </message>
    <message>
        <source>Best is a sharp photo from the front, in even light, with open eyes and the hair not cut off.</source>
        <translation>最好是清晰的正面照片，光线均匀，睁着眼，头发没有被裁掉。</translation>
    </message>
    <message>
        <source>Avatars</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>前移</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>后移</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Idle motion</source>
        <translation>待机动作</translation>
    </message>
    <message>
        <source>The avatar breathes, sways and blinks by itself.</source>
        <translation>头像会自己呼吸、轻晃和眨眼。</translation>
    </message>
    <message>
        <source>When you are away</source>
        <translation>你不在时</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>静止</translation>
    </message>
    <message>
        <source>The avatar eases to the photo&apos;s own pose</source>
        <translation>头像回到照片本来的姿态</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>The avatar keeps its last pose</source>
        <translation>头像保持最后的姿态</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>A still card says that you will be back soon</source>
        <translation>静止卡片说明你马上回来</translation>
    </message>
    <message>
        <source>When your face is lost</source>
        <translation>丢失你的脸时</translation>
    </message>
    <message>
        <source>Idle motion while you are there, too</source>
        <translation>你在的时候也有待机动作</translation>
    </message>
    <message>
        <source>Start with the still card</source>
        <translation>以静止卡片开始</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>The photo&apos;s own background</source>
        <translation>照片自己的背景</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>The photo&apos;s background, blurred</source>
        <translation>模糊的照片背景</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>A picture of yours</source>
        <translation>你自己的图片</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿幕</translation>
    </message>
    <message>
        <source>A green screen, to be cut out in OBS and the like</source>
        <translation>绿幕，可在 OBS 等软件中抠像</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>One colour of your choice</source>
        <translation>你选的一种颜色</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>隐藏详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Show a still card</source>
        <translation>显示静止卡片</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Tell vcam your neutral face</source>
        <translation>让 vcam 知道你的中性表情</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Record the output as a video file, without sound</source>
        <translation>把输出录成视频文件，没有声音</translation>
    </message>
    <message>
        <source>Keep the picture as a file</source>
        <translation>把画面存为文件</translation>
    </message>
    <message>
        <source>Open the folder of recordings and pictures</source>
        <translation>打开录像和图片的文件夹</translation>
    </message>
    <message>
        <source>Mirror the preview. Others always see it the right way round</source>
        <translation>镜像预览。别人看到的始终是正的</translation>
    </message>
    <message>
        <source>Show the tracked points</source>
        <translation>显示追踪点</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>{action} ({key})</source>
        <translation>{action}（{key}）</translation>
    </message>
    <message>
        <source>The photo and the frame around what is kept</source>
        <translation>照片以及要保留部分的框</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, with Shift its lower right corner.</source>
        <translation>方向键移动框，按住 Shift 移动其右下角。</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>调节</translation>
    </message>
    <message>
        <source>Open a look ...</source>
        <translation>打开造型 ...</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save a look</source>
        <translation>保存造型</translation>
    </message>
    <message>
        <source>Take the edits from a look, a file saved here or by vcam edit</source>
        <translation>从造型载入调节，即在此处或由 vcam edit 保存的文件</translation>
    </message>
    <message>
        <source>Keep the edits as a look, for any avatar</source>
        <translation>把调节保存为造型，可用于任何头像</translation>
    </message>
    <message>
        <source>Reset all edits</source>
        <translation>重置所有调节</translation>
    </message>
    <message>
        <source>Add photo</source>
        <translation>添加照片</translation>
    </message>
    <message>
        <source>Make an avatar from a photo; you can also drop or paste photos anywhere in the window</source>
        <translation>用照片制作头像；也可以把照片拖到或粘贴到窗口任意处</translation>
    </message>
    <message>
        <source>Add a photo of a face, or drop one here.</source>
        <translation>添加一张脸部照片，或拖到这里。</translation>
    </message>
    <message>
        <source>Drop photos to make avatars</source>
        <translation>拖入照片制作头像</translation>
    </message>
    <message>
        <source>Choose it in your call app</source>
        <translation>在通话软件中选择它</translation>
    </message>
    <message>
        <source>Start vcam first, then open the call app and choose this camera.</source>
        <translation>先启动 vcam，再打开通话软件并选择此摄像头。</translation>
    </message>
    <message>
        <source>Name of the camera</source>
        <translation>摄像头名称</translation>
    </message>
    <message>
        <source>Call apps mirror only what you see of yourself. The others see you the right way round.</source>
        <translation>通话软件只会镜像你看到的自己。别人看到的是正的。</translation>
    </message>
    <message>
        <source>the virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>设置 &gt; 视频 &gt; 摄像头：选择“{name}”。</translation>
    </message>
    <message>
        <source>Settings &gt; Devices &gt; Camera: choose “{name}”.</source>
        <translation>设置 &gt; 设备 &gt; 摄像头：选择“{name}”。</translation>
    </message>
    <message>
        <source>Three dots &gt; Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>三个点 &gt; 设置 &gt; 视频 &gt; 摄像头：选择“{name}”。</translation>
    </message>
    <message>
        <source>Sources &gt; + &gt; Video Capture Device: choose “{name}”. Leave OBS&apos;s own virtual camera stopped, because vcam uses it.</source>
        <translation>来源 &gt; + &gt; 视频采集设备：选择“{name}”。请让 OBS 自己的虚拟摄像机保持停止，因为 vcam 在使用它。</translation>
    </message>
    <message>
        <source>Which camera follows you?</source>
        <translation>用哪个摄像头追踪你？</translation>
    </message>
    <message>
        <source>vcam takes your movements from it. Your picture is never sent to anybody.</source>
        <translation>vcam 从中获取你的动作。你的画面不会发给任何人。</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>重新查找摄像头</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>没有摄像头</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>选择摄像头</translation>
    </message>
    <message>
        <source>Hide my picture</source>
        <translation>隐藏我的画面</translation>
    </message>
    <message>
        <source>Show my picture</source>
        <translation>显示我的画面</translation>
    </message>
    <message>
        <source>Opening the camera ...</source>
        <translation>正在打开摄像头 ...</translation>
    </message>
    <message>
        <source>Your picture is shown only if you ask for it.</source>
        <translation>只有你要求时才显示你的画面。</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or skip this: a sample motion moves the avatar as well.</source>
        <translation>未连接摄像头。请接上一个，或跳过：示例动作也能驱动头像。</translation>
    </message>
    <message>
        <source>vcam is live and uses the camera. Stop it to look through the camera here.</source>
        <translation>vcam 正在直播并使用摄像头。停止后才能在这里查看。</translation>
    </message>
    <message>
        <source>Only you see this, mirrored. It is drawn here and nowhere else.</source>
        <translation>只有你能看到，且为镜像。它只在这里绘制。</translation>
    </message>
    <message>
        <source>Who do you want to be?</source>
        <translation>你想成为谁？</translation>
    </message>
    <message>
        <source>One photo of a face is all it takes. It stays on this computer.</source>
        <translation>只需一张脸部照片。它留在这台电脑上。</translation>
    </message>
    <message>
        <source>Or take one of these</source>
        <translation>或选择其中一个</translation>
    </message>
    <message>
        <source>Be {name}</source>
        <translation>成为 {name}</translation>
    </message>
    <message>
        <source>Drop a photo here</source>
        <translation>把照片拖到这里</translation>
    </message>
    <message>
        <source>Choose a photo ...</source>
        <translation>选择照片 ...</translation>
    </message>
    <message>
        <source>Facing the camera, in even light, mouth closed. A drawing or a statue works, too.</source>
        <translation>面向镜头，光线均匀，闭嘴。画作或雕像也可以。</translation>
    </message>
    <message>
        <source>Your face at rest</source>
        <translation>你的静止表情</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, for a second. vcam shows your change from it.</source>
        <translation>闭嘴正视摄像头一秒。vcam 显示你相对于它的变化。</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Done. Your face at rest is kept.</source>
        <translation>完成。已记住你的静止表情。</translation>
    </message>
    <message>
        <source>Ready when you are.</source>
        <translation>准备好就开始。</translation>
    </message>
    <message>
        <source>vcam is live: press Calibrate below the picture instead.</source>
        <translation>vcam 正在直播：请改按画面下方的“校准”。</translation>
    </message>
    <message>
        <source>This needs a camera. Without one you can go on.</source>
        <translation>这需要摄像头。没有也可以继续。</translation>
    </message>
    <message>
        <source>{camera} is open. You see the points that vcam follows, mirrored.</source>
        <translation>{camera} 已打开。你看到的是 vcam 追踪的点，为镜像。</translation>
    </message>
    <message>
        <source>{camera} is opened for this and closed again.</source>
        <translation>{camera} 会为此打开，随后关闭。</translation>
    </message>
    <message>
        <source>Your own camera</source>
        <translation>你自己的摄像头</translation>
    </message>
    <message>
        <source>Set up vcam</source>
        <translation>设置 vcam</translation>
    </message>
    <message>
        <source>Your face</source>
        <translation>你的脸</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>静止时</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Call app</source>
        <translation>通话软件</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Close the guide</source>
        <translation>关闭向导</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>上线</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>复制：{name}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>{step}, done</source>
        <translation>{step}，已完成</translation>
    </message>
    <message>
        <source>{step}, to do</source>
        <translation>{step}，待完成</translation>
    </message>
    <message>
        <source>Skip the guide</source>
        <translation>跳过向导</translation>
    </message>
    <message>
        <source>The question mark beside vcam&apos;s name brings it back</source>
        <translation>vcam 名称旁的问号可再次打开它</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>测量进度</translation>
    </message>
    <message>
        <source>The camera that others see</source>
        <translation>别人看到的摄像头</translation>
    </message>
    <message>
        <source>A small driver makes the avatar a camera for other programs. It is installed once.</source>
        <translation>一个小驱动把头像变成其他程序的摄像头。只需安装一次。</translation>
    </message>
    <message>
        <source>What to run or open</source>
        <translation>要运行或打开的内容</translation>
    </message>
    <message>
        <source>Send test pictures</source>
        <translation>发送测试画面</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>撤销上一次更改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z or Ctrl+Y)</source>
        <translation>重做 (Ctrl+Shift+Z 或 Ctrl+Y)</translation>
    </message>
    <message>
        <source>Blue screen</source>
        <translation>蓝幕</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>品红</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>灰色</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>黑色</translation>
    </message>
    <message>
        <source>Blue grey</source>
        <translation>蓝灰</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>More is calmer, less follows quicker.</source>
        <translation>越多越平稳，越少跟得越快。</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Framing and size stay the same during a recording</source>
        <translation>录制期间取景和尺寸保持不变</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>人像</translation>
    </message>
    <message>
        <source>Head and shoulders fill the picture</source>
        <translation>头和肩膀充满画面</translation>
    </message>
    <message>
        <source>The whole photo, the head moving in its place</source>
        <translation>整张照片，头在原位活动</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>取景</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>背景</translation>
    </message>
    <message>
        <source>Choose another image</source>
        <translation>选择其他图片</translation>
    </message>
    <message>
        <source>Output size</source>
        <translation>输出尺寸</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>What draws the avatar</source>
        <translation>用什么绘制头像</translation>
    </message>
    <message>
        <source>Geometry works for every photo; networks need their checkpoint</source>
        <translation>几何适用于任何照片；网络需要其检查点</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>绘制方式</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>Your movement on the avatar&apos;s own face (recommended)</source>
        <translation>把你的动作加到头像自己的脸上（推荐）</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>绝对</translation>
    </message>
    <message>
        <source>Your pose and expression as they are</source>
        <translation>你本来的姿态和表情</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>Your movement is added to the avatar&apos;s face</source>
        <translation>把你的动作加到头像的脸上</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>A network tells what your face looks like on the avatar&apos;s head</source>
        <translation>由网络判断你的脸在头像上的样子</translation>
    </message>
    <message>
        <source>Follows by</source>
        <translation>跟随方式</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>其他颜色</translation>
    </message>
    <message>
        <source>Back on air</source>
        <translation>恢复播出</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>紧急</translation>
    </message>
    <message>
        <source>End panic</source>
        <translation>结束紧急状态</translation>
    </message>
    <message>
        <source>Others see a still card. Press to show the avatar again (Shift+Esc)</source>
        <translation>别人看到的是静止卡片。按下即可重新显示头像 (Shift+Esc)</translation>
    </message>
    <message>
        <source>Show others a still card at once, whatever is going on (Esc)</source>
        <translation>无论发生什么，立即让别人看到静止卡片 (Esc)</translation>
    </message>
    <message>
        <source>Preview of what the others see</source>
        <translation>别人所见的预览</translation>
    </message>
    <message>
        <source>Paused: the others see a still card</source>
        <translation>已暂停：别人看到的是静止卡片</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar at rest</source>
        <translation>画面中没有脸：别人看到的是静止的头像</translation>
    </message>
    <message>
        <source>Live, no face</source>
        <translation>直播中，没有脸</translation>
    </message>
    <message>
        <source>Mirrored for you only</source>
        <translation>仅为你镜像</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, face relaxed</source>
        <translation>正视摄像头，闭嘴，放松面部</translation>
    </message>
    <message>
        <source>Laugh</source>
        <translation>大笑</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>惊讶</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>眨眼</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>亲吻</translation>
    </message>
    <message>
        <source>Frown</source>
        <translation>皱眉</translation>
    </message>
    <message>
        <source>Expressions stay until the next press</source>
        <translation>表情保持到下次按下</translation>
    </message>
    <message>
        <source>Expressions stay until the next press; otherwise they last as long as you hold the button</source>
        <translation>表情保持到下次按下；否则只在按住按钮时持续</translation>
    </message>
    <message>
        <source>Reset this group</source>
        <translation>重置此组</translation>
    </message>
    <message>
        <source>Reset {group}</source>
        <translation>重置{group}</translation>
    </message>
    <message>
        <source>About vcam</source>
        <translation>关于 vcam</translation>
    </message>
    <message>
        <source>vcam {version}</source>
        <translation>vcam {version}</translation>
    </message>
    <message>
        <source>Any photo becomes your face in video calls. Everything happens on this computer.</source>
        <translation>任何照片都能成为你在视频通话中的脸。一切都在这台电脑上进行。</translation>
    </message>
    <message>
        <source>Licence of</source>
        <translation>许可证：</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Ask when the window is closed</source>
        <translation>关闭窗口时询问</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>Others keep seeing the avatar; the tray brings the window back</source>
        <translation>别人仍能看到头像；托盘可找回窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Closing the window ends vcam</source>
        <translation>关闭窗口即退出 vcam</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>关闭窗口时</translation>
    </message>
    <message>
        <source>This desktop has no tray, so that closing the window ends vcam.</source>
        <translation>此桌面没有托盘，所以关闭窗口即退出 vcam。</translation>
    </message>
    <message>
        <source>Start out of the way</source>
        <translation>启动时不显示窗口</translation>
    </message>
    <message>
        <source>Rest while nobody watches</source>
        <translation>无人观看时休息</translation>
    </message>
    <message>
        <source>While the window is hidden and no program uses the virtual camera, the webcam is off and nothing is drawn. A program that opens the camera wakes vcam. Only Linux tells who watches; elsewhere vcam keeps going.</source>
        <translation>窗口隐藏且没有程序使用虚拟摄像头时，摄像头关闭，也不绘制画面。有程序打开摄像头时 vcam 会被唤醒。只有 Linux 能得知是否有人观看；在其他系统上 vcam 会继续运行。</translation>
    </message>
    <message>
        <source>Badge “Synthetic avatar”</source>
        <translation>“合成形象”标记</translation>
    </message>
    <message>
        <source>The badge stands in the lower left corner of the picture that others see. Recordings and pictures always say in their metadata that they are synthetic.</source>
        <translation>标记位于别人所见画面的左下角。录像和图片的元数据中始终注明它们是合成的。</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Versions, devices, timings and the last problems, for a question or a bug report. There are no pictures in it and no names of your files.</source>
        <translation>版本、设备、耗时和最近的问题，用于提问或报告错误。其中没有图片，也没有你的文件名。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Open the log file</source>
        <translation>打开日志文件</translation>
    </message>
    <message>
        <source>Looking at everything ...</source>
        <translation>正在检查 ...</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere.</source>
        <translation>不会发送到任何地方。</translation>
    </message>
    <message>
        <source>Copied. Paste it into your message.</source>
        <translation>已复制。请粘贴到你的消息中。</translation>
    </message>
    <message>
        <source>There is no log file yet.</source>
        <translation>还没有日志文件。</translation>
    </message>
    <message>
        <source>vcam: settings and help</source>
        <translation>vcam：设置与帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark or light, as the system is</source>
        <translation>随系统使用深色或浅色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Always light</source>
        <translation>始终浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Always dark</source>
        <translation>始终深色</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>The new language is used from the next start.</source>
        <translation>新语言将从下次启动起使用。</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>立即重启</translation>
    </message>
    <message>
        <source>As the system ({language})</source>
        <translation>跟随系统（{language}）</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>远程控制</translation>
    </message>
    <message>
        <source>A Stream Deck, a MIDI controller or a script on this computer can steer vcam by Open Sound Control (OSC). Other computers can&apos;t reach it.</source>
        <translation>这台电脑上的 Stream Deck、MIDI 控制器或脚本可以通过 Open Sound Control (OSC) 操控 vcam。其他电脑无法访问。</translation>
    </message>
    <message>
        <source>Let programs control vcam</source>
        <translation>允许程序控制 vcam</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Port (UDP)</source>
        <translation>端口 (UDP)</translation>
    </message>
    <message>
        <source>What can be sent</source>
        <translation>可以发送的内容</translation>
    </message>
    <message>
        <source>an avatar by its name</source>
        <translation>按名字选头像</translation>
    </message>
    <message>
        <source>an avatar by its number</source>
        <translation>按编号选头像</translation>
    </message>
    <message>
        <source>the next avatar</source>
        <translation>下一个头像</translation>
    </message>
    <message>
        <source>the avatar before</source>
        <translation>上一个头像</translation>
    </message>
    <message>
        <source>start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>pause; 0 ends it</source>
        <translation>暂停；0 为结束</translation>
    </message>
    <message>
        <source>the still card at once; 0 ends it</source>
        <translation>立即显示静止卡片；0 为结束</translation>
    </message>
    <message>
        <source>one edit</source>
        <translation>一项调节</translation>
    </message>
    <message>
        <source>all edits back</source>
        <translation>重置所有调节</translation>
    </message>
    <message>
        <source>the edits of a look</source>
        <translation>造型中的调节</translation>
    </message>
    <message>
        <source>an expression; 0 ends it</source>
        <translation>一个表情；0 为结束</translation>
    </message>
    <message>
        <source>your face now is the neutral one</source>
        <translation>把现在的脸作为中性表情</translation>
    </message>
    <message>
        <source>From {low} to {high}. Double-click to reset</source>
        <translation>范围 {low} 到 {high}。双击可重置</translation>
    </message>
    <message>
        <source>Sync offset in milliseconds</source>
        <translation>以毫秒计的同步偏移</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} 毫秒</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Keep vcam running?</source>
        <translation>让 vcam 继续运行吗？</translation>
    </message>
    <message>
        <source>vcam can go on in the background, so that others keep seeing your avatar. Its icon in the tray brings the window back. The settings change this later.</source>
        <translation>vcam 可以在后台继续运行，让别人一直看到你的头像。托盘图标可找回窗口。以后可在设置中更改。</translation>
    </message>
    <message>
        <source>Quit vcam</source>
        <translation>退出 vcam</translation>
    </message>
    <message>
        <source>Position in the video or motion</source>
        <translation>视频或动作中的位置</translation>
    </message>
    <message>
        <source>Where it stands (Ctrl+Left, Ctrl+Right). Double-click for the beginning</source>
        <translation>当前位置（Ctrl+左、Ctrl+右）。双击回到开头</translation>
    </message>
    <message>
        <source>Pause the video or motion</source>
        <translation>暂停视频或动作</translation>
    </message>
    <message>
        <source>Play the video or motion</source>
        <translation>播放视频或动作</translation>
    </message>
    <message>
        <source>Hide vcam</source>
        <translation>隐藏 vcam</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>开始或停止</translation>
    </message>
    <message>
        <source>Panic: show the card</source>
        <translation>紧急：显示卡片</translation>
    </message>
    <message>
        <source>First to sixth expression</source>
        <translation>第一到第六个表情</translation>
    </message>
    <message>
        <source>First to ninth avatar</source>
        <translation>第一到第九个头像</translation>
    </message>
    <message>
        <source>The next avatar</source>
        <translation>下一个头像</translation>
    </message>
    <message>
        <source>The avatar before</source>
        <translation>上一个头像</translation>
    </message>
    <message>
        <source>Add a photo from the clipboard</source>
        <translation>添加剪贴板中的照片</translation>
    </message>
    <message>
        <source>Rename the avatar that has the focus</source>
        <translation>重命名获得焦点的头像</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除它</translation>
    </message>
    <message>
        <source>Move it earlier or later</source>
        <translation>将它前移或后移</translation>
    </message>
    <message>
        <source>Play or pause the video or motion</source>
        <translation>播放或暂停视频或动作</translation>
    </message>
    <message>
        <source>Wind it back or forward</source>
        <translation>后退或前进</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>头像</translation>
    </message>
    <message>
        <source>Show vcam</source>
        <translation>显示 vcam</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>vcam: not running</source>
        <translation>vcam：未运行</translation>
    </message>
    <message>
        <source>vcam: others see the still card</source>
        <translation>vcam：别人看到的是静止卡片</translation>
    </message>
    <message>
        <source>vcam: live</source>
        <translation>vcam：直播中</translation>
    </message>
    <message>
        <source>vcam: asleep until somebody watches</source>
        <translation>vcam：休眠中，有人观看时唤醒</translation>
    </message>
    <message>
        <source>Show the guide</source>
        <translation>显示向导</translation>
    </message>
    <message>
        <source>opening the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Recordings have no sound. To record your voice too, record in OBS: add vcam&apos;s camera and your microphone there.</source>
        <translation>录像没有声音。若要同时录下声音，请在 OBS 中录制：在那里添加 vcam 的摄像头和你的麦克风。</translation>
    </message>
    <message>
        <source>The recording is saved as {name}.</source>
        <translation>录像已保存为 {name}。</translation>
    </message>
    <message>
        <source>The picture is saved as {name}.</source>
        <translation>图片已保存为 {name}。</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Audio delay for OBS</source>
        <translation>OBS 音频延迟</translation>
    </message>
    <message>
        <source>Calibrating. {advice}</source>
        <translation>正在校准。{advice}</translation>
    </message>
    <message>
        <source>The driver</source>
        <translation>驱动来源</translation>
    </message>
    <message>
        <source>looking for cameras</source>
        <translation>查找摄像头</translation>
    </message>
    <message>
        <source>The look is saved as {name}.</source>
        <translation>造型已保存为 {name}。</translation>
    </message>
    <message>
        <source>using a look</source>
        <translation>使用造型</translation>
    </message>
    <message>
        <source>Sample motion: {name}</source>
        <translation>示例动作：{name}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name}（未连接）</translation>
    </message>
    <message>
        <source>Last camera (not connected)</source>
        <translation>上次的摄像头（未连接）</translation>
    </message>
    <message>
        <source>Driven by</source>
        <translation>驱动来源</translation>
    </message>
    <message>
        <source>What drives the avatar</source>
        <translation>用什么驱动头像</translation>
    </message>
    <message>
        <source>Open a video or motion file</source>
        <translation>打开视频或动作文件</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Looking for cameras ...</source>
        <translation>正在查找摄像头 ...</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or open a video.</source>
        <translation>未连接摄像头。请接上一个，或打开视频。</translation>
    </message>
    <message>
        <source>No camera is connected. The sample motion shows what vcam does.</source>
        <translation>未连接摄像头。示例动作可以展示 vcam 的效果。</translation>
    </message>
    <message>
        <source>Tracked face</source>
        <translation>追踪到的脸</translation>
    </message>
    <message>
        <source>The points that tracking finds. Your camera picture is neither shown nor sent.</source>
        <translation>追踪找到的点。你的摄像头画面既不显示也不发送。</translation>
    </message>
    <message>
        <source>No face in view</source>
        <translation>画面中没有脸</translation>
    </message>
    <message>
        <source>Shows your face&apos;s points when live</source>
        <translation>直播时显示你脸上的点</translation>
    </message>
    <message>
        <source>Send to the virtual camera</source>
        <translation>发送到虚拟摄像头</translation>
    </message>
    <message>
        <source>Send the picture to call apps</source>
        <translation>把画面发送给通话软件</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>In your call app, choose the camera “{name}”.</source>
        <translation>在通话软件中选择摄像头“{name}”。</translation>
    </message>
    <message>
        <source>There is no virtual camera yet. {help}</source>
        <translation>还没有虚拟摄像头。{help}</translation>
    </message>
    <message>
        <source>{name}, in use</source>
        <translation>{name}，使用中</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>已添加 {name}。</translation>
    </message>
    <message>
        <source>Synthetic avatar</source>
        <translation>合成形象</translation>
    </message>
</context>
</TS>
