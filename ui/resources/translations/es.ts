<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>Turn</source>
        <translation>Giro</translation>
    </message>
    <message>
        <source>Nod</source>
        <translation>Asentir</translation>
    </message>
    <message>
        <source>Tilt</source>
        <translation>Inclinación</translation>
    </message>
    <message>
        <source>Left / right</source>
        <translation>Izquierda / derecha</translation>
    </message>
    <message>
        <source>Up / down</source>
        <translation>Arriba / abajo</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Face width</source>
        <translation>Ancho de la cara</translation>
    </message>
    <message>
        <source>Jaw width</source>
        <translation>Ancho de la mandíbula</translation>
    </message>
    <message>
        <source>Chin length</source>
        <translation>Largo del mentón</translation>
    </message>
    <message>
        <source>Forehead height</source>
        <translation>Alto de la frente</translation>
    </message>
    <message>
        <source>Cheeks</source>
        <translation>Mejillas</translation>
    </message>
    <message>
        <source>Nose length</source>
        <translation>Largo de la nariz</translation>
    </message>
    <message>
        <source>Nose width</source>
        <translation>Ancho de la nariz</translation>
    </message>
    <message>
        <source>Eye size</source>
        <translation>Tamaño de los ojos</translation>
    </message>
    <message>
        <source>Eye distance</source>
        <translation>Distancia de los ojos</translation>
    </message>
    <message>
        <source>Lip fullness</source>
        <translation>Grosor de los labios</translation>
    </message>
    <message>
        <source>Mouth width</source>
        <translation>Ancho de la boca</translation>
    </message>
    <message>
        <source>Brow height</source>
        <translation>Altura de las cejas</translation>
    </message>
    <message>
        <source>Smile</source>
        <translation>Sonrisa</translation>
    </message>
    <message>
        <source>Mouth open</source>
        <translation>Abrir la boca</translation>
    </message>
    <message>
        <source>Brow raise</source>
        <translation>Subir las cejas</translation>
    </message>
    <message>
        <source>Brow frown</source>
        <translation>Fruncir las cejas</translation>
    </message>
    <message>
        <source>Close right eye</source>
        <translation>Cerrar ojo derecho</translation>
    </message>
    <message>
        <source>Close left eye</source>
        <translation>Cerrar ojo izquierdo</translation>
    </message>
    <message>
        <source>Gaze sideways</source>
        <translation>Mirada lateral</translation>
    </message>
    <message>
        <source>Gaze up / down</source>
        <translation>Mirada arriba / abajo</translation>
    </message>
    <message>
        <source>Pucker</source>
        <translation>Labios de beso</translation>
    </message>
    <message>
        <source>Cheek puff</source>
        <translation>Inflar las mejillas</translation>
    </message>
    <message>
        <source>Head motion</source>
        <translation>Movimiento de cabeza</translation>
    </message>
    <message>
        <source>Whole face</source>
        <translation>Toda la cara</translation>
    </message>
    <message>
        <source>Mouth</source>
        <translation>Boca</translation>
    </message>
    <message>
        <source>Eyes</source>
        <translation>Ojos</translation>
    </message>
    <message>
        <source>Brows</source>
        <translation>Cejas</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>Mirada</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Face shape</source>
        <translation>Forma de la cara</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Expresión</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Intensidad</translation>
    </message>
    <message>
        <source>Turns the head towards the picture&apos;s right.</source>
        <translation>Gira la cabeza hacia la derecha de la imagen.</translation>
    </message>
    <message>
        <source>Nods the head down.</source>
        <translation>Baja la cabeza.</translation>
    </message>
    <message>
        <source>Tilts the head clockwise in the picture.</source>
        <translation>Inclina la cabeza en sentido horario en la imagen.</translation>
    </message>
    <message>
        <source>Moves the avatar to the picture&apos;s right.</source>
        <translation>Mueve el avatar hacia la derecha de la imagen.</translation>
    </message>
    <message>
        <source>Moves the avatar down.</source>
        <translation>Mueve el avatar hacia abajo.</translation>
    </message>
    <message>
        <source>Enlarges head and shoulders.</source>
        <translation>Agranda la cabeza y los hombros.</translation>
    </message>
    <message>
        <source>Widens the face.</source>
        <translation>Ensancha la cara.</translation>
    </message>
    <message>
        <source>Widens the lower jaw.</source>
        <translation>Ensancha la mandíbula inferior.</translation>
    </message>
    <message>
        <source>Lengthens the chin.</source>
        <translation>Alarga el mentón.</translation>
    </message>
    <message>
        <source>Heightens the forehead.</source>
        <translation>Hace más alta la frente.</translation>
    </message>
    <message>
        <source>Fills the cheeks.</source>
        <translation>Rellena las mejillas.</translation>
    </message>
    <message>
        <source>Lengthens the nose.</source>
        <translation>Alarga la nariz.</translation>
    </message>
    <message>
        <source>Widens the nose.</source>
        <translation>Ensancha la nariz.</translation>
    </message>
    <message>
        <source>Enlarges the eyes.</source>
        <translation>Agranda los ojos.</translation>
    </message>
    <message>
        <source>Sets the eyes further apart.</source>
        <translation>Separa más los ojos.</translation>
    </message>
    <message>
        <source>Makes the lips fuller.</source>
        <translation>Hace los labios más gruesos.</translation>
    </message>
    <message>
        <source>Widens the mouth.</source>
        <translation>Ensancha la boca.</translation>
    </message>
    <message>
        <source>Sets the brows higher.</source>
        <translation>Coloca las cejas más arriba.</translation>
    </message>
    <message>
        <source>Smiles; below zero the corners of the mouth go down.</source>
        <translation>Sonríe; por debajo de cero, las comisuras bajan.</translation>
    </message>
    <message>
        <source>Opens the mouth by dropping the jaw.</source>
        <translation>Abre la boca bajando la mandíbula.</translation>
    </message>
    <message>
        <source>Raises both brows.</source>
        <translation>Sube ambas cejas.</translation>
    </message>
    <message>
        <source>Draws the brows down and together.</source>
        <translation>Baja y junta las cejas.</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s right eye; below zero opens it wide.</source>
        <translation>Cierra el ojo derecho del avatar; por debajo de cero lo abre mucho.</translation>
    </message>
    <message>
        <source>Closes the avatar&apos;s left eye; below zero opens it wide.</source>
        <translation>Cierra el ojo izquierdo del avatar; por debajo de cero lo abre mucho.</translation>
    </message>
    <message>
        <source>Looks to the picture&apos;s right.</source>
        <translation>Mira hacia la derecha de la imagen.</translation>
    </message>
    <message>
        <source>Looks down.</source>
        <translation>Mira hacia abajo.</translation>
    </message>
    <message>
        <source>Purses the lips as for a kiss.</source>
        <translation>Frunce los labios como para un beso.</translation>
    </message>
    <message>
        <source>Blows up the cheeks.</source>
        <translation>Infla las mejillas.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s head motion.</source>
        <translation>Refuerza tu movimiento de cabeza.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s whole expression.</source>
        <translation>Refuerza toda tu expresión.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s mouth.</source>
        <translation>Refuerza tu boca.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s eyelids.</source>
        <translation>Refuerza tus párpados.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s brows.</source>
        <translation>Refuerza tus cejas.</translation>
    </message>
    <message>
        <source>Strengthens the driver&apos;s glances.</source>
        <translation>Refuerza tus miradas.</translation>
    </message>
    <message>
        <source>Look straight into the camera.</source>
        <translation>Mira de frente a la cámara.</translation>
    </message>
    <message>
        <source>Neutral face ready.</source>
        <translation>Cara neutra lista.</translation>
    </message>
    <message>
        <source>{name} delivers.</source>
        <translation>{name} envía imágenes.</translation>
    </message>
    <message>
        <source>{name} has ended.</source>
        <translation>{name} ha terminado.</translation>
    </message>
    <message>
        <source>The avatar is drawn again.</source>
        <translation>El avatar vuelve a dibujarse.</translation>
    </message>
    <message>
        <source>Tracking works again.</source>
        <translation>El seguimiento vuelve a funcionar.</translation>
    </message>
    <message>
        <source>A program uses the virtual camera.</source>
        <translation>Un programa usa la cámara virtual.</translation>
    </message>
    <message>
        <source>{name} went away: plug it in again, vcam keeps trying</source>
        <translation>{name} ha desaparecido: vuelve a conectarla, vcam sigue intentándolo</translation>
    </message>
    <message>
        <source>{name} gives no picture: see that it is free, vcam keeps trying</source>
        <translation>{name} no da imagen: comprueba que esté libre, vcam sigue intentándolo</translation>
    </message>
    <message>
        <source>Camera lost, reconnecting: plug {name} in again.</source>
        <translation>Cámara perdida, reconectando: vuelve a conectar {name}.</translation>
    </message>
    <message>
        <source>Opening {name} ...</source>
        <translation>Abriendo {name} ...</translation>
    </message>
    <message>
        <source>{name} waits.</source>
        <translation>{name} espera.</translation>
    </message>
    <message>
        <source>Opening the source ...</source>
        <translation>Abriendo la fuente ...</translation>
    </message>
    <message>
        <source>{name} has stopped sending pictures; waiting for it.</source>
        <translation>{name} ha dejado de enviar imágenes; vcam espera.</translation>
    </message>
    <message>
        <source>{name}: {does}; it really gives {fps} fps: more light or a smaller size may help.</source>
        <translation>{name}: {does}; en realidad da {fps} fps: más luz o un tamaño menor puede ayudar.</translation>
    </message>
    <message>
        <source>Showing the picture {name}.</source>
        <translation>Se muestra la imagen {name}.</translation>
    </message>
    <message>
        <source>Paused: the camera is closed.</source>
        <translation>En pausa: la cámara está cerrada.</translation>
    </message>
    <message>
        <source>Asleep until a program uses the virtual camera.</source>
        <translation>En reposo hasta que un programa use la cámara virtual.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be opened: {error}</source>
        <translation>{name} no se puede abrir: {error}</translation>
    </message>
    <message>
        <source>there is no file {name}: check the name</source>
        <translation>no existe el archivo {name}: comprueba el nombre</translation>
    </message>
    <message>
        <source>the virtual camera {path} is fixed to {width}x{height}, not {width2}x{height2}: choose that output size, or load its driver again without keep_format</source>
        <translation>la cámara virtual {path} está fijada a {width}x{height}, no a {width2}x{height2}: elige ese tamaño de salida o vuelve a cargar su controlador sin keep_format</translation>
    </message>
    <message>
        <source>the virtual camera {path} went away while opening ({error}); load its driver again</source>
        <translation>la cámara virtual {path} desapareció al abrirla ({error}); vuelve a cargar su controlador</translation>
    </message>
    <message>
        <source>the virtual camera {name} took no picture ({error}); vcam tries again</source>
        <translation>la cámara virtual {name} no aceptó la imagen ({error}); vcam lo intenta de nuevo</translation>
    </message>
    <message>
        <source>the avatar folder {folder} can&apos;t be read ({error}): check its permissions</source>
        <translation>la carpeta de avatares {folder} no se puede leer ({error}): comprueba sus permisos</translation>
    </message>
    <message>
        <source>the part of photo {name} to keep has {width} x {height} pixels, expected at least {least} x {least2}: keep more of it</source>
        <translation>la parte elegida de la foto {name} tiene {width} x {height} píxeles, se esperan al menos {least} x {least2}: conserva más</translation>
    </message>
    <message>
        <source>photo {name} needs more memory than there is: save it smaller</source>
        <translation>la foto {name} necesita más memoria de la que hay: guárdala más pequeña</translation>
    </message>
    <message>
        <source>photo {name} is an HEIC file, which needs the package pillow-heif: install it, or export the photo as JPEG</source>
        <translation>la foto {name} es un archivo HEIC, que necesita el paquete pillow-heif: instálalo o exporta la foto como JPEG</translation>
    </message>
    <message>
        <source>the order of the avatars can&apos;t be saved in {folder} ({error}): check that you may write there</source>
        <translation>el orden de los avatares no se puede guardar en {folder} ({error}): comprueba que puedes escribir ahí</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>el aspecto {path} no se puede guardar ({error}): comprueba que se puede escribir en su carpeta y que hay espacio en el disco</translation>
    </message>
    <message>
        <source>{name} is no look ({error}): save one with vcam and choose that</source>
        <translation>{name} no es un aspecto ({error}): guarda uno con vcam y elígelo</translation>
    </message>
    <message>
        <source>something unexpected happened while {doing} ({what}); the log has the details</source>
        <translation>ha ocurrido algo inesperado ({what}; {doing}); el registro tiene los detalles</translation>
    </message>
    <message>
        <source>there is no camera {text}; connected: {known} (`vcam cameras` lists them)</source>
        <translation>no existe la cámara {text}; conectadas: {known} (`vcam cameras` las muestra)</translation>
    </message>
    <message>
        <source>no camera is connected: plug one in, or check that this user may use it</source>
        <translation>no hay ninguna cámara conectada: conecta una o comprueba que puedes usarla</translation>
    </message>
    <message>
        <source>cameras can&apos;t be listed ({error}): install the package cv2-enumerate-cameras</source>
        <translation>no se pueden listar las cámaras ({error}): instala el paquete cv2-enumerate-cameras</translation>
    </message>
    <message>
        <source>there is no motion file at {path}: check the name</source>
        <translation>no hay ningún archivo de movimiento en {path}: comprueba el nombre</translation>
    </message>
    <message>
        <source>{path} is not a motion that vcam can read ({reason}): record it again with `vcam motion record`</source>
        <translation>{path} no es un movimiento que vcam pueda leer ({reason}): grábalo de nuevo con `vcam motion record`</translation>
    </message>
    <message>
        <source>there is no picture at {path}: check the name</source>
        <translation>no hay ninguna imagen en {path}: comprueba el nombre</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: save it as PNG or JPEG</source>
        <translation>{name} no es una imagen que vcam pueda leer: guárdala como PNG o JPEG</translation>
    </message>
    <message>
        <source>the picture {name} is damaged or can&apos;t be read ({error})</source>
        <translation>la imagen {name} está dañada o no se puede leer ({error})</translation>
    </message>
    <message>
        <source>another program is sending to the virtual camera {path}; stop it there or choose another device</source>
        <translation>otro programa envía a la cámara virtual {path}; detenlo allí o elige otro dispositivo</translation>
    </message>
    <message>
        <source>{paths} may not be opened by you: add yourself to the group &apos;video&apos; with `sudo usermod -aG video {user}` and log in again</source>
        <translation>no puedes abrir {paths}: añádete al grupo «video» con `sudo usermod -aG video {user}` y vuelve a iniciar sesión</translation>
    </message>
    <message>
        <source>no virtual camera was found: {help}</source>
        <translation>no se encontró ninguna cámara virtual: {help}</translation>
    </message>
    <message>
        <source>no virtual camera is named {wanted}; there are: {known}</source>
        <translation>ninguna cámara virtual se llama {wanted}; hay: {known}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t exist: {help}</source>
        <translation>la cámara virtual {path} no existe: {help}</translation>
    </message>
    <message>
        <source>the virtual camera {path} doesn&apos;t answer ({error}); load its driver again</source>
        <translation>la cámara virtual {path} no responde ({error}); vuelve a cargar su controlador</translation>
    </message>
    <message>
        <source>the virtual camera {name} went away; load its driver again, vcam reconnects by itself</source>
        <translation>la cámara virtual {name} ha desaparecido; vuelve a cargar su controlador, vcam se reconecta solo</translation>
    </message>
    <message>
        <source>{what} is in use already ({text}); stop the program that sends to it</source>
        <translation>{what} ya está en uso ({text}); detén el programa que envía a ella</translation>
    </message>
    <message>
        <source>{what} can&apos;t be opened ({text}); {help}</source>
        <translation>{what} no se puede abrir ({text}); {help}</translation>
    </message>
    <message>
        <source>{what} can&apos;t change to {width}x{height} while another program uses it; close that program&apos;s camera, start vcam first, then the program</source>
        <translation>{what} no puede cambiar a {width}x{height} mientras otro programa la usa; cierra allí la cámara, inicia primero vcam y después el programa</translation>
    </message>
    <message>
        <source>pyvirtualcam can&apos;t be loaded ({error}); install it with `pip install pyvirtualcam`</source>
        <translation>pyvirtualcam no se puede cargar ({error}); instálalo con `pip install pyvirtualcam`</translation>
    </message>
    <message>
        <source>the picture {path} can&apos;t be written ({error}): check that its folder may be written and the disk has room</source>
        <translation>la imagen {path} no se puede escribir ({error}): comprueba que puedes escribir en su carpeta y que hay espacio en el disco</translation>
    </message>
    <message>
        <source>the recording {path} {what} ({reason}): check that the folder may be written and the disk has room, or record somewhere else</source>
        <translation>la grabación {path} ha fallado ({what}: {reason}): comprueba que puedes escribir en la carpeta y que hay espacio en el disco, o graba en otro lugar</translation>
    </message>
    <message>
        <source>{threads} did not stop within {seconds} s: a driver or disk hangs; close vcam and start it again</source>
        <translation>{threads} no se detuvo en {seconds} s: un controlador o un disco no responde; cierra vcam y vuelve a iniciarlo</translation>
    </message>
    <message>
        <source>an avatar can&apos;t be called {name}: expected 1 to {most} printable characters</source>
        <translation>un avatar no puede llamarse {name}: se esperan de 1 a {most} caracteres imprimibles</translation>
    </message>
    <message>
        <source>photo {name} has {found}, expected at most {most} million: scale it down</source>
        <translation>la foto {name} tiene {found}, se admiten como máximo {most} millones: redúcela</translation>
    </message>
    <message>
        <source>photo {name} is empty: choose another file</source>
        <translation>la foto {name} está vacía: elige otro archivo</translation>
    </message>
    <message>
        <source>photo {name} has {width} x {height} pixels, expected at least {least} x {least2}: choose a larger one</source>
        <translation>la foto {name} tiene {width} x {height} píxeles, se necesitan al menos {least} x {least2}: elige una más grande</translation>
    </message>
    <message>
        <source>photo {name} is too narrow a strip to hold a face: choose another one</source>
        <translation>la foto {name} es una tira demasiado estrecha para una cara: elige otra</translation>
    </message>
    <message>
        <source>photo {name} is a file of {size} MB, expected at most {most} MB: save it smaller</source>
        <translation>la foto {name} es un archivo de {size} MB, se admiten como máximo {most} MB: guárdala más pequeña</translation>
    </message>
    <message>
        <source>there is no photo at {path}: check the path</source>
        <translation>no hay ninguna foto en {path}: comprueba la ruta</translation>
    </message>
    <message>
        <source>photo {path} can&apos;t be read ({reason}): check its permissions</source>
        <translation>la foto {path} no se puede leer ({reason}): comprueba sus permisos</translation>
    </message>
    <message>
        <source>photo {name} is damaged or incomplete ({reason}): copy or export it again</source>
        <translation>la foto {name} está dañada o incompleta ({reason}): cópiala o expórtala de nuevo</translation>
    </message>
    <message>
        <source>{name} is not a picture that vcam can read: expected JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or GIF, choose another file</source>
        <translation>{name} no es una imagen que vcam pueda leer: se espera JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP o GIF, elige otro archivo</translation>
    </message>
    <message>
        <source>there is an avatar called {name} already: choose another name, or remove it first</source>
        <translation>ya hay un avatar llamado {name}: elige otro nombre o quítalo antes</translation>
    </message>
    <message>
        <source>avatar {name} ships with vcam and can&apos;t {what}</source>
        <translation>el avatar {name} viene con vcam y se queda como está ({what})</translation>
    </message>
    <message>
        <source>avatar {name} has lost its photo: remove it and add it again</source>
        <translation>el avatar {name} ha perdido su foto: quítalo y añádelo de nuevo</translation>
    </message>
    <message>
        <source>avatar {name} is damaged ({error}): remove it and add it again</source>
        <translation>el avatar {name} está dañado ({error}): quítalo y añádelo de nuevo</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be saved in {folder} ({error}): choose a folder that you may write to, on a disk with room</source>
        <translation>el avatar {name} no se puede guardar en {folder} ({error}): elige una carpeta en la que puedas escribir, en un disco con espacio</translation>
    </message>
    <message>
        <source>avatar {name} can&apos;t be removed from {folder} ({error}): check that you may write there</source>
        <translation>el avatar {name} no se puede quitar de {folder} ({error}): comprueba que puedes escribir allí</translation>
    </message>
    <message>
        <source>the look {path} can&apos;t be read ({reason}): choose another file</source>
        <translation>el aspecto {path} no se puede leer ({reason}): elige otro archivo</translation>
    </message>
    <message>
        <source>remote control can&apos;t listen on port {port} ({reason}): choose another port</source>
        <translation>el control remoto no puede escuchar en el puerto {port} ({reason}): elige otro puerto</translation>
    </message>
    <message>
        <source>Face Mesh takes about 2 ms on one processor thread, so a graphics card would not help.</source>
        <translation>Face Mesh necesita unos 2 ms en un núcleo del procesador, así que una tarjeta gráfica no ayudaría.</translation>
    </message>
    <message>
        <source>The device was chosen by the user.</source>
        <translation>El usuario eligió el dispositivo.</translation>
    </message>
    <message>
        <source>The small networks draw on it. {reason}</source>
        <translation>Las redes pequeñas dibujan en él. {reason}</translation>
    </message>
    <message>
        <source>There is no driver of an NVIDIA graphics processor.</source>
        <translation>No hay ningún controlador de una tarjeta gráfica NVIDIA.</translation>
    </message>
    <message>
        <source>PyTorch found this graphics processor.</source>
        <translation>PyTorch encontró esta tarjeta gráfica.</translation>
    </message>
    <message>
        <source>PyTorch found no graphics processor that it can use.</source>
        <translation>PyTorch no encontró ninguna tarjeta gráfica que pueda usar.</translation>
    </message>
    <message>
        <source>install v4l2loopback (Debian and Ubuntu: `sudo apt install v4l2loopback-dkms`), load it with `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, start vcam before the call app, choose the camera &apos;vcam&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>instala v4l2loopback (Debian y Ubuntu: `sudo apt install v4l2loopback-dkms`), cárgalo con `sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, inicia vcam antes que el programa de llamadas, elige la cámara «vcam» en Zoom, Teams o Chrome y prueba de nuevo con `vcam doctor`</translation>
    </message>
    <message>
        <source>install OBS Studio 28 or newer from https://obsproject.com (it brings the driver; OBS itself need not run), choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>instala OBS Studio 28 o posterior desde https://obsproject.com (trae el controlador; OBS no tiene que estar abierto), elige la cámara «OBS Virtual Camera» en Zoom, Teams o Chrome y prueba de nuevo con `vcam doctor`</translation>
    </message>
    <message>
        <source>install OBS Studio 30 or newer from https://obsproject.com, press Start Virtual Camera in it once, allow the extension in System Settings, quit OBS, choose the camera &apos;OBS Virtual Camera&apos; in Zoom, Teams or Chrome, and run `vcam doctor` to test again</source>
        <translation>instala OBS Studio 30 o posterior desde https://obsproject.com, pulsa en él una vez Iniciar cámara virtual, permite la extensión en Ajustes del Sistema, cierra OBS, elige la cámara «OBS Virtual Camera» en Zoom, Teams o Chrome y prueba de nuevo con `vcam doctor`</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Añadir fotos</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Open a driver</source>
        <translation>Abrir una fuente de movimiento</translation>
    </message>
    <message>
        <source>Videos, motions and pictures</source>
        <translation>Vídeos, movimientos e imágenes</translation>
    </message>
    <message>
        <source>Choose a background</source>
        <translation>Elegir un fondo</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Load a look</source>
        <translation>Cargar un aspecto</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Aspectos</translation>
    </message>
    <message>
        <source>Save the look</source>
        <translation>Guardar el aspecto</translation>
    </message>
    <message>
        <source>vcam can&apos;t use {names}: drop photos to make avatars, or a video to drive one.</source>
        <translation>vcam no puede usar {names}: suelta fotos para hacer avatares, o un vídeo para mover uno.</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>Press Start to go live</source>
        <translation>Pulsa Iniciar para salir en directo</translation>
    </message>
    <message>
        <source>Panic is on: a start shows the still card</source>
        <translation>El pánico está activo: al iniciar se muestra la tarjeta fija</translation>
    </message>
    <message>
        <source>Starting ...</source>
        <translation>Iniciando ...</translation>
    </message>
    <message>
        <source>vcam itself</source>
        <translation>vcam mismo</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Redes</translation>
    </message>
    <message>
        <source>Shipped pictures and motions</source>
        <translation>Imágenes y movimientos incluidos</translation>
    </message>
    <message>
        <source>Installed packages</source>
        <translation>Paquetes instalados</translation>
    </message>
    <message>
        <source>Give the avatar a name.</source>
        <translation>Pon un nombre al avatar.</translation>
    </message>
    <message>
        <source>A name has at most {n} printable characters.</source>
        <translation>Un nombre tiene como máximo {n} caracteres imprimibles.</translation>
    </message>
    <message>
        <source>There is an avatar of that name already.</source>
        <translation>Ya hay un avatar con ese nombre.</translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation>la imagen pegada</translation>
    </message>
    <message>
        <source>reading {name}</source>
        <translation>leer {name}</translation>
    </message>
    <message>
        <source>checking the photo</source>
        <translation>comprobar la foto</translation>
    </message>
    <message>
        <source>making an avatar</source>
        <translation>hacer un avatar</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed.</source>
        <translation>Mira de frente a la cámara, con la boca cerrada.</translation>
    </message>
    <message>
        <source>No face is in view. Sit before the camera.</source>
        <translation>No se ve ninguna cara. Ponte delante de la cámara.</translation>
    </message>
    <message>
        <source>Several faces are in view. Only yours may be.</source>
        <translation>Se ven varias caras. Solo puede estar la tuya.</translation>
    </message>
    <message>
        <source>It is too dark. Turn on a light before you.</source>
        <translation>Está demasiado oscuro. Enciende una luz delante de ti.</translation>
    </message>
    <message>
        <source>You are too far away. Come closer.</source>
        <translation>Estás demasiado lejos. Acércate.</translation>
    </message>
    <message>
        <source>Your face is partly outside the picture.</source>
        <translation>Tu cara queda en parte fuera de la imagen.</translation>
    </message>
    <message>
        <source>Turn your head straight to the camera.</source>
        <translation>Gira la cabeza de frente a la cámara.</translation>
    </message>
    <message>
        <source>Close your mouth.</source>
        <translation>Cierra la boca.</translation>
    </message>
    <message>
        <source>Open your eyes.</source>
        <translation>Abre los ojos.</translation>
    </message>
    <message>
        <source>Hold still for a second.</source>
        <translation>Quédate quieto un segundo.</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>Aún no se ha medido</translation>
    </message>
    <message>
        <source>Go live: the delay is measured while vcam runs.</source>
        <translation>Sal en directo: el retraso se mide mientras vcam funciona.</translation>
    </message>
    <message>
        <source>The picture is {ms} ms late</source>
        <translation>La imagen llega {ms} ms tarde</translation>
    </message>
    <message>
        <source>In OBS, open Edit &gt; Advanced Audio Properties and set the Sync Offset of your microphone to {ms} ms.</source>
        <translation>En OBS, abre Editar &gt; Propiedades avanzadas de audio y pon el desfase de sincronización de tu micrófono en {ms} ms.</translation>
    </message>
    <message>
        <source>Measured from the arrival of the camera&apos;s frame to the sent picture, median of the last seconds. The camera&apos;s own delay is not in it: if the lips still come late, add a little.</source>
        <translation>Medido desde la llegada de la imagen de la cámara hasta la imagen enviada, mediana de los últimos segundos. No incluye el retraso de la propia cámara: si los labios aún llegan tarde, añade un poco.</translation>
    </message>
    <message>
        <source>loading {name}</source>
        <translation>cargar {name}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>{name} is removed.</source>
        <translation>{name} se ha quitado.</translation>
    </message>
    <message>
        <source>changing {name}</source>
        <translation>cambiar {name}</translation>
    </message>
    <message>
        <source>reading the avatars</source>
        <translation>leer los avatares</translation>
    </message>
    <message>
        <source>{name}: press {number} to switch to it</source>
        <translation>{name}: pulsa {number} para cambiar a él</translation>
    </message>
    <message>
        <source>Something unexpected went wrong while {doing} ({error}).</source>
        <translation>Algo inesperado falló al {doing} ({error}).</translation>
    </message>
    <message>
        <source>Something unexpected went wrong ({error}).</source>
        <translation>Algo inesperado falló ({error}).</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Algo ha fallado.</translation>
    </message>
    <message>
        <source>No face was found: choose a photo that shows the whole face from the front, in good light.</source>
        <translation>No se encontró ninguna cara: elige una foto que muestre toda la cara de frente, con buena luz.</translation>
    </message>
    <message>
        <source>The face is {height} px high, at least {least} px are needed: choose a closer or larger photo.</source>
        <translation>La cara mide {height} px de alto, se necesitan al menos {least} px: elige una foto más cercana o más grande.</translation>
    </message>
    <message>
        <source>The face is only {height} px high, so the avatar will look soft: {good} px or more look sharp.</source>
        <translation>La cara mide solo {height} px de alto, así que el avatar se verá borroso: con {good} px o más se ve nítido.</translation>
    </message>
    <message>
        <source>The face is turned more than {most} degrees away: choose a photo that looks into the camera.</source>
        <translation>La cara está girada más de {most} grados: elige una foto que mire a la cámara.</translation>
    </message>
    <message>
        <source>The face is turned aside, so its far side will look stretched: a frontal photo works best.</source>
        <translation>La cara está girada, así que su lado lejano se verá estirado: lo mejor es una foto de frente.</translation>
    </message>
    <message>
        <source>The head is tilted {tilt} degrees: rotate the photo upright if it can be.</source>
        <translation>La cabeza está inclinada {tilt} grados: endereza la foto si se puede.</translation>
    </message>
    <message>
        <source>{faces} faces were found and the largest is used: drag the frame around the one you mean.</source>
        <translation>Se encontraron {faces} caras y se usa la mayor: arrastra el marco alrededor de la que quieras.</translation>
    </message>
    <message>
        <source>Part of the face lies outside the photo: one that shows it whole works best.</source>
        <translation>Parte de la cara queda fuera de la foto: lo mejor es que se vea entera.</translation>
    </message>
    <message>
        <source>An eye is closed, so its colour is unknown: a photo with open eyes works best.</source>
        <translation>Un ojo está cerrado, así que no se conoce su color: lo mejor es una foto con los ojos abiertos.</translation>
    </message>
    <message>
        <source>The mouth is wide open: a photo with a closed or smiling mouth works best.</source>
        <translation>La boca está muy abierta: lo mejor es una foto con la boca cerrada o sonriente.</translation>
    </message>
    <message>
        <source>There is a bright reflection over an eye, as of glasses: less glare works best.</source>
        <translation>Hay un reflejo brillante sobre un ojo, como de gafas: mejor con menos brillo.</translation>
    </message>
    <message>
        <source>Pasted photo</source>
        <translation>Foto pegada</translation>
    </message>
    <message>
        <source>recording</source>
        <translation>grabar</translation>
    </message>
    <message>
        <source>Off. Nothing is listening.</source>
        <translation>Apagado. Nada escucha.</translation>
    </message>
    <message>
        <source>Listening on {address}, port {port}.</source>
        <translation>Escuchando en {address}, puerto {port}.</translation>
    </message>
    <message>
        <source>Geometry and networks</source>
        <translation>Geometría y redes</translation>
    </message>
    <message>
        <source>Geometry alone</source>
        <translation>Solo geometría</translation>
    </message>
    <message>
        <source>Bi-layer networks: {name}</source>
        <translation>Redes Bi-layer: {name}</translation>
    </message>
    <message>
        <source>Bi-layer networks</source>
        <translation>Redes Bi-layer</translation>
    </message>
    <message>
        <source>Choose an avatar first: add a photo or take one from the list.</source>
        <translation>Elige primero un avatar: añade una foto o toma uno de la lista.</translation>
    </message>
    <message>
        <source>Choose what moves the avatar first: a camera, the sample motion or a video.</source>
        <translation>Elige primero qué mueve el avatar: una cámara, el movimiento de muestra o un vídeo.</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>iniciar</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>detener</translation>
    </message>
    <message>
        <source>Back soon</source>
        <translation>Vuelvo enseguida</translation>
    </message>
    <message>
        <source>changing the source</source>
        <translation>cambiar la fuente</translation>
    </message>
    <message>
        <source>changing the avatar</source>
        <translation>cambiar el avatar</translation>
    </message>
    <message>
        <source>opening the virtual camera</source>
        <translation>abrir la cámara virtual</translation>
    </message>
    <message>
        <source>keeping the picture</source>
        <translation>guardar la imagen</translation>
    </message>
    <message>
        <source>Stopping ...</source>
        <translation>Deteniendo ...</translation>
    </message>
    <message>
        <source>Press Start: then the rate, the delay and the devices in use are told here.</source>
        <translation>Pulsa Iniciar: aquí verás la tasa, el retraso y los dispositivos en uso.</translation>
    </message>
    <message>
        <source>Not running</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar as it was</source>
        <translation>Sin cara a la vista: los demás ven el avatar como estaba</translation>
    </message>
    <message>
        <source>No face in view: the others see a still card</source>
        <translation>Sin cara a la vista: los demás ven una tarjeta fija</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>The others see a still card.</source>
        <translation>Los demás ven una tarjeta fija.</translation>
    </message>
    <message>
        <source>No program uses the virtual camera, so the camera is closed. vcam wakes by itself.</source>
        <translation>Ningún programa usa la cámara virtual, así que la cámara está cerrada. vcam despierta solo.</translation>
    </message>
    <message>
        <source>Asleep</source>
        <translation>Dormido</translation>
    </message>
    <message>
        <source>Live, no face in view</source>
        <translation>En directo, sin cara a la vista</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>Your face is tracked.</source>
        <translation>Se sigue tu cara.</translation>
    </message>
    <message>
        <source>Frames a second: {captured:.1f} captured, {tracked:.1f} tracked, {drawn:.1f} drawn, {sent:.1f} sent.</source>
        <translation>Imágenes por segundo: {captured:.1f} captadas, {tracked:.1f} seguidas, {drawn:.1f} dibujadas, {sent:.1f} enviadas.</translation>
    </message>
    <message>
        <source>fps</source>
        <translation>fps</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture.</source>
        <translation>De la imagen de la cámara a la imagen enviada.</translation>
    </message>
    <message>
        <source>From the camera&apos;s frame to the sent picture. 95 of 100 frames take at most {worst:.0f} ms.</source>
        <translation>De la imagen de la cámara a la imagen enviada. 95 de cada 100 tardan como máximo {worst:.0f} ms.</translation>
    </message>
    <message>
        <source>{ms:.0f} ms</source>
        <translation>{ms:.0f} ms</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>retraso</translation>
    </message>
    <message>
        <source>Frames that were replaced by newer ones since the start: {tracking} before tracking, {rendering} before drawing, {output} before sending. The newest frame always wins, so delays never grow.</source>
        <translation>Imágenes sustituidas por otras más nuevas desde el inicio: {tracking} antes de seguirlas, {rendering} antes de dibujarlas, {output} antes de enviarlas. La más nueva siempre gana, así el retraso nunca crece.</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>descartadas</translation>
    </message>
    <message>
        <source>Tracked on {device}: {reason}</source>
        <translation>Seguimiento en {device}: {reason}</translation>
    </message>
    <message>
        <source>Drawn on {device}: {reason}</source>
        <translation>Dibujo en {device}: {reason}</translation>
    </message>
    <message>
        <source>device</source>
        <translation>dispositivo</translation>
    </message>
    <message>
        <source>with networks</source>
        <translation>con redes</translation>
    </message>
    <message>
        <source>geometry alone</source>
        <translation>solo geometría</translation>
    </message>
    <message>
        <source>with Bi-layer networks</source>
        <translation>con redes Bi-layer</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>reconectando</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>falló</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>cerrada</translation>
    </message>
    <message>
        <source>{written} pictures sent, {repeats} of them repeated.</source>
        <translation>{written} imágenes enviadas, {repeats} de ellas repetidas.</translation>
    </message>
    <message>
        <source>Looking for virtual cameras ...</source>
        <translation>Buscando cámaras virtuales ...</translation>
    </message>
    <message>
        <source>No virtual camera is installed yet. It is what call apps pick.</source>
        <translation>Aún no hay ninguna cámara virtual instalada. Es lo que eligen los programas de llamadas.</translation>
    </message>
    <message>
        <source>Another program is sending to “{name}”. Stop it there, then test again.</source>
        <translation>Otro programa envía a «{name}». Detenlo allí y prueba de nuevo.</translation>
    </message>
    <message>
        <source>“{name}” is installed. Send test pictures to be sure that it works.</source>
        <translation>«{name}» está instalada. Envía imágenes de prueba para asegurarte de que funciona.</translation>
    </message>
    <message>
        <source>Sending test pictures to “{name}” ...</source>
        <translation>Enviando imágenes de prueba a «{name}» ...</translation>
    </message>
    <message>
        <source>Run this in a terminal, then test again. It installs the driver and loads it.</source>
        <translation>Ejecuta esto en un terminal y prueba de nuevo. Instala el controlador y lo carga.</translation>
    </message>
    <message>
        <source>Install OBS Studio 30 or newer, press Start Virtual Camera in it once, allow the extension in System Settings, and quit OBS. Then test again.</source>
        <translation>Instala OBS Studio 30 o posterior, pulsa en él una vez Iniciar cámara virtual, permite la extensión en Ajustes del Sistema y cierra OBS. Después prueba de nuevo.</translation>
    </message>
    <message>
        <source>Install OBS Studio 28 or newer. It brings the driver; OBS itself need not run.</source>
        <translation>Instala OBS Studio 28 o posterior. Trae el controlador; OBS no tiene que estar abierto.</translation>
    </message>
    <message>
        <source>vcam is sending to “{name}” right now: {count} pictures so far.</source>
        <translation>vcam envía ahora mismo a «{name}»: {count} imágenes hasta ahora.</translation>
    </message>
    <message>
        <source>“{name}” works: it took {count} test pictures of {width}x{height}.</source>
        <translation>«{name}» funciona: recibió {count} imágenes de prueba de {width}x{height}.</translation>
    </message>
    <message>
        <source>Add a photo</source>
        <translation>Añadir una foto</translation>
    </message>
    <message>
        <source>Photo {number} of {count}</source>
        <translation>Foto {number} de {count}</translation>
    </message>
    <message>
        <source>Reading the photo ...</source>
        <translation>Leyendo la foto ...</translation>
    </message>
    <message>
        <source>Checking the photo ...</source>
        <translation>Comprobando la foto ...</translation>
    </message>
    <message>
        <source>This photo works well.</source>
        <translation>Esta foto funciona bien.</translation>
    </message>
    <message>
        <source>Adding ...</source>
        <translation>Añadiendo ...</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Añadir</translation>
    </message>
    <message>
        <source>Drag the frame: what is outside is cut off and not kept.</source>
        <translation>Arrastra el marco: lo que queda fuera se recorta y no se guarda.</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Foto entera</translation>
    </message>
    <message>
        <source>I may use this photo: it is mine, or the person agreed, or it shows no real person.</source>
        <translation>Puedo usar esta foto: es mía, o la persona está de acuerdo, o no muestra a una persona real.</translation>
    </message>
    <message>
        <source>Progress of the addition</source>
        <translation>Progreso de la adición</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of the avatar</source>
        <translation>Nombre del avatar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Omitir</translation>
    </message>
    <message>
        <source>Leave this photo out and go on to the next one</source>
        <translation>Dejar esta foto y pasar a la siguiente</translation>
    </message>
    <message>
        <source>Best is a sharp photo from the front, in even light, with open eyes and the hair not cut off.</source>
        <translation>Lo mejor es una foto nítida de frente, con luz uniforme, los ojos abiertos y el pelo sin cortar.</translation>
    </message>
    <message>
        <source>Avatars</source>
        <translation>Avatares</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Move earlier</source>
        <translation>Mover antes</translation>
    </message>
    <message>
        <source>Move later</source>
        <translation>Mover después</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>Quitar {name}</translation>
    </message>
    <message>
        <source>Idle motion</source>
        <translation>Movimiento en reposo</translation>
    </message>
    <message>
        <source>The avatar breathes, sways and blinks by itself.</source>
        <translation>El avatar respira, se mece y parpadea solo.</translation>
    </message>
    <message>
        <source>When you are away</source>
        <translation>Cuando no estás</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>Reposo</translation>
    </message>
    <message>
        <source>The avatar eases to the photo&apos;s own pose</source>
        <translation>El avatar vuelve a la pose de la foto</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Mantener</translation>
    </message>
    <message>
        <source>The avatar keeps its last pose</source>
        <translation>El avatar mantiene su última pose</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Tarjeta</translation>
    </message>
    <message>
        <source>A still card says that you will be back soon</source>
        <translation>Una tarjeta fija dice que volverás pronto</translation>
    </message>
    <message>
        <source>When your face is lost</source>
        <translation>Si se pierde tu cara</translation>
    </message>
    <message>
        <source>Idle motion while you are there, too</source>
        <translation>Movimiento en reposo también cuando estás</translation>
    </message>
    <message>
        <source>Start with the still card</source>
        <translation>Empezar con la tarjeta fija</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>The photo&apos;s own background</source>
        <translation>El fondo de la propia foto</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Difuso</translation>
    </message>
    <message>
        <source>The photo&apos;s background, blurred</source>
        <translation>El fondo de la foto, desenfocado</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>A picture of yours</source>
        <translation>Una imagen tuya</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Verde</translation>
    </message>
    <message>
        <source>A green screen, to be cut out in OBS and the like</source>
        <translation>Una pantalla verde, para recortar en OBS y similares</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Color</translation>
    </message>
    <message>
        <source>One colour of your choice</source>
        <translation>Un color a tu elección</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Ocultar detalles</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>Copy the details</source>
        <translation>Copiar los detalles</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source>Show a still card</source>
        <translation>Mostrar una tarjeta fija</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Calibrar</translation>
    </message>
    <message>
        <source>Tell vcam your neutral face</source>
        <translation>Enseña a vcam tu cara neutra</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Record the output as a video file, without sound</source>
        <translation>Grabar la salida como vídeo, sin sonido</translation>
    </message>
    <message>
        <source>Keep the picture as a file</source>
        <translation>Guardar la imagen como archivo</translation>
    </message>
    <message>
        <source>Open the folder of recordings and pictures</source>
        <translation>Abrir la carpeta de grabaciones e imágenes</translation>
    </message>
    <message>
        <source>Mirror the preview. Others always see it the right way round</source>
        <translation>Reflejar la vista previa. Los demás siempre la ven del derecho</translation>
    </message>
    <message>
        <source>Show the tracked points</source>
        <translation>Mostrar los puntos seguidos</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>{action} ({key})</source>
        <translation>{action} ({key})</translation>
    </message>
    <message>
        <source>The photo and the frame around what is kept</source>
        <translation>La foto y el marco alrededor de lo que se guarda</translation>
    </message>
    <message>
        <source>Arrow keys move the frame, with Shift its lower right corner.</source>
        <translation>Las flechas mueven el marco; con Mayús, su esquina inferior derecha.</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Open a look ...</source>
        <translation>Abrir un aspecto ...</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>Mostrar la carpeta</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save a look</source>
        <translation>Guardar un aspecto</translation>
    </message>
    <message>
        <source>Take the edits from a look, a file saved here or by vcam edit</source>
        <translation>Tomar los ajustes de un aspecto, un archivo guardado aquí o por vcam edit</translation>
    </message>
    <message>
        <source>Keep the edits as a look, for any avatar</source>
        <translation>Guardar los ajustes como aspecto, para cualquier avatar</translation>
    </message>
    <message>
        <source>Reset all edits</source>
        <translation>Restablecer todos los ajustes</translation>
    </message>
    <message>
        <source>Add photo</source>
        <translation>Nueva foto</translation>
    </message>
    <message>
        <source>Make an avatar from a photo; you can also drop or paste photos anywhere in the window</source>
        <translation>Hacer un avatar de una foto; también puedes soltar o pegar fotos en cualquier parte de la ventana</translation>
    </message>
    <message>
        <source>Add a photo of a face, or drop one here.</source>
        <translation>Añade una foto de una cara, o suelta una aquí.</translation>
    </message>
    <message>
        <source>Drop photos to make avatars</source>
        <translation>Suelta fotos para hacer avatares</translation>
    </message>
    <message>
        <source>Choose it in your call app</source>
        <translation>Elígela en tu programa de llamadas</translation>
    </message>
    <message>
        <source>Start vcam first, then open the call app and choose this camera.</source>
        <translation>Inicia primero vcam, abre después el programa de llamadas y elige esta cámara.</translation>
    </message>
    <message>
        <source>Name of the camera</source>
        <translation>Nombre de la cámara</translation>
    </message>
    <message>
        <source>Call apps mirror only what you see of yourself. The others see you the right way round.</source>
        <translation>Los programas de llamadas solo reflejan lo que tú ves de ti. Los demás te ven del derecho.</translation>
    </message>
    <message>
        <source>the virtual camera</source>
        <translation>la cámara virtual</translation>
    </message>
    <message>
        <source>Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>Ajustes &gt; Vídeo &gt; Cámara: elige «{name}».</translation>
    </message>
    <message>
        <source>Settings &gt; Devices &gt; Camera: choose “{name}”.</source>
        <translation>Ajustes &gt; Dispositivos &gt; Cámara: elige «{name}».</translation>
    </message>
    <message>
        <source>Three dots &gt; Settings &gt; Video &gt; Camera: choose “{name}”.</source>
        <translation>Tres puntos &gt; Ajustes &gt; Vídeo &gt; Cámara: elige «{name}».</translation>
    </message>
    <message>
        <source>Sources &gt; + &gt; Video Capture Device: choose “{name}”. Leave OBS&apos;s own virtual camera stopped, because vcam uses it.</source>
        <translation>Fuentes &gt; + &gt; Dispositivo de captura de vídeo: elige «{name}». Deja parada la cámara virtual de OBS, porque vcam la usa.</translation>
    </message>
    <message>
        <source>Which camera follows you?</source>
        <translation>¿Qué cámara te sigue?</translation>
    </message>
    <message>
        <source>vcam takes your movements from it. Your picture is never sent to anybody.</source>
        <translation>vcam toma de ella tus movimientos. Tu imagen nunca se envía a nadie.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Cámara</translation>
    </message>
    <message>
        <source>Look for cameras again</source>
        <translation>Buscar cámaras de nuevo</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Sin cámara</translation>
    </message>
    <message>
        <source>Choose a camera</source>
        <translation>Elige una cámara</translation>
    </message>
    <message>
        <source>Hide my picture</source>
        <translation>Ocultar mi imagen</translation>
    </message>
    <message>
        <source>Show my picture</source>
        <translation>Mostrar mi imagen</translation>
    </message>
    <message>
        <source>Opening the camera ...</source>
        <translation>Abriendo la cámara ...</translation>
    </message>
    <message>
        <source>Your picture is shown only if you ask for it.</source>
        <translation>Tu imagen solo se muestra si lo pides.</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or skip this: a sample motion moves the avatar as well.</source>
        <translation>No hay ninguna cámara conectada. Conecta una u omite esto: un movimiento de muestra también mueve el avatar.</translation>
    </message>
    <message>
        <source>vcam is live and uses the camera. Stop it to look through the camera here.</source>
        <translation>vcam está en directo y usa la cámara. Detenlo para mirar aquí por la cámara.</translation>
    </message>
    <message>
        <source>Only you see this, mirrored. It is drawn here and nowhere else.</source>
        <translation>Solo tú ves esto, reflejado. Se dibuja aquí y en ningún otro sitio.</translation>
    </message>
    <message>
        <source>Who do you want to be?</source>
        <translation>¿Quién quieres ser?</translation>
    </message>
    <message>
        <source>One photo of a face is all it takes. It stays on this computer.</source>
        <translation>Basta una foto de una cara. Se queda en este ordenador.</translation>
    </message>
    <message>
        <source>Or take one of these</source>
        <translation>O toma uno de estos</translation>
    </message>
    <message>
        <source>Be {name}</source>
        <translation>Ser {name}</translation>
    </message>
    <message>
        <source>Drop a photo here</source>
        <translation>Suelta una foto aquí</translation>
    </message>
    <message>
        <source>Choose a photo ...</source>
        <translation>Elegir una foto ...</translation>
    </message>
    <message>
        <source>Facing the camera, in even light, mouth closed. A drawing or a statue works, too.</source>
        <translation>De frente a la cámara, con luz uniforme y la boca cerrada. Un dibujo o una estatua también sirve.</translation>
    </message>
    <message>
        <source>Your face at rest</source>
        <translation>Tu cara en reposo</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, for a second. vcam shows your change from it.</source>
        <translation>Mira un segundo de frente a la cámara, con la boca cerrada. vcam muestra lo que cambia desde ahí.</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>Medir de nuevo</translation>
    </message>
    <message>
        <source>Done. Your face at rest is kept.</source>
        <translation>Listo. Tu cara en reposo queda guardada.</translation>
    </message>
    <message>
        <source>Ready when you are.</source>
        <translation>Cuando quieras.</translation>
    </message>
    <message>
        <source>vcam is live: press Calibrate below the picture instead.</source>
        <translation>vcam está en directo: pulsa mejor Calibrar debajo de la imagen.</translation>
    </message>
    <message>
        <source>This needs a camera. Without one you can go on.</source>
        <translation>Esto necesita una cámara. Sin ella puedes seguir.</translation>
    </message>
    <message>
        <source>{camera} is open. You see the points that vcam follows, mirrored.</source>
        <translation>{camera} está abierta. Ves los puntos que vcam sigue, reflejados.</translation>
    </message>
    <message>
        <source>{camera} is opened for this and closed again.</source>
        <translation>{camera} se abre para esto y se cierra después.</translation>
    </message>
    <message>
        <source>Your own camera</source>
        <translation>Tu propia cámara</translation>
    </message>
    <message>
        <source>Set up vcam</source>
        <translation>Configurar vcam</translation>
    </message>
    <message>
        <source>Your face</source>
        <translation>Tu cara</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>En reposo</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>Cámara virtual</translation>
    </message>
    <message>
        <source>Call app</source>
        <translation>Llamada</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Siguiente</translation>
    </message>
    <message>
        <source>Close the guide</source>
        <translation>Cerrar la guía</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Copy: {name}</source>
        <translation>Copiar: {name}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>{step}, done</source>
        <translation>{step}, hecho</translation>
    </message>
    <message>
        <source>{step}, to do</source>
        <translation>{step}, pendiente</translation>
    </message>
    <message>
        <source>Skip the guide</source>
        <translation>Omitir la guía</translation>
    </message>
    <message>
        <source>The question mark beside vcam&apos;s name brings it back</source>
        <translation>El signo de interrogación junto al nombre de vcam la trae de vuelta</translation>
    </message>
    <message>
        <source>Progress of the measurement</source>
        <translation>Progreso de la medición</translation>
    </message>
    <message>
        <source>The camera that others see</source>
        <translation>La cámara que ven los demás</translation>
    </message>
    <message>
        <source>A small driver makes the avatar a camera for other programs. It is installed once.</source>
        <translation>Un pequeño controlador convierte el avatar en una cámara para otros programas. Se instala una vez.</translation>
    </message>
    <message>
        <source>What to run or open</source>
        <translation>Qué ejecutar o abrir</translation>
    </message>
    <message>
        <source>Send test pictures</source>
        <translation>Enviar imágenes de prueba</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Probar de nuevo</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Opciones</translation>
    </message>
    <message>
        <source>Undo the last change (Ctrl+Z)</source>
        <translation>Deshacer el último cambio (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z or Ctrl+Y)</source>
        <translation>Rehacer (Ctrl+Mayús+Z o Ctrl+Y)</translation>
    </message>
    <message>
        <source>Blue screen</source>
        <translation>Pantalla azul</translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation>Magenta</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Blanco</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Negro</translation>
    </message>
    <message>
        <source>Blue grey</source>
        <translation>Gris azulado</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Suavizado</translation>
    </message>
    <message>
        <source>More is calmer, less follows quicker.</source>
        <translation>Más es más tranquilo, menos sigue más rápido.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Movimiento</translation>
    </message>
    <message>
        <source>Framing and size stay the same during a recording</source>
        <translation>El encuadre y el tamaño no cambian durante una grabación</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Retrato</translation>
    </message>
    <message>
        <source>Head and shoulders fill the picture</source>
        <translation>La cabeza y los hombros llenan la imagen</translation>
    </message>
    <message>
        <source>The whole photo, the head moving in its place</source>
        <translation>La foto entera, con la cabeza moviéndose en su sitio</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Encuadre</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Fondo</translation>
    </message>
    <message>
        <source>Choose another image</source>
        <translation>Elegir otra imagen</translation>
    </message>
    <message>
        <source>Output size</source>
        <translation>Tamaño de salida</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Tamaño</translation>
    </message>
    <message>
        <source>What draws the avatar</source>
        <translation>Qué dibuja el avatar</translation>
    </message>
    <message>
        <source>Geometry works for every photo; networks need their checkpoint</source>
        <translation>La geometría sirve para cualquier foto; las redes necesitan su checkpoint</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Dibujado por</translation>
    </message>
    <message>
        <source>Relative</source>
        <translation>Relativo</translation>
    </message>
    <message>
        <source>Your movement on the avatar&apos;s own face (recommended)</source>
        <translation>Tu movimiento en la cara del avatar (recomendado)</translation>
    </message>
    <message>
        <source>Absolute</source>
        <translation>Absoluto</translation>
    </message>
    <message>
        <source>Your pose and expression as they are</source>
        <translation>Tu pose y tu expresión tal como son</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modo</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Geometría</translation>
    </message>
    <message>
        <source>Your movement is added to the avatar&apos;s face</source>
        <translation>Tu movimiento se suma a la cara del avatar</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>A network tells what your face looks like on the avatar&apos;s head</source>
        <translation>Una red dice cómo se ve tu cara en la cabeza del avatar</translation>
    </message>
    <message>
        <source>Follows by</source>
        <translation>Te sigue por</translation>
    </message>
    <message>
        <source>Another colour</source>
        <translation>Otro color</translation>
    </message>
    <message>
        <source>Back on air</source>
        <translation>Volver a emitir</translation>
    </message>
    <message>
        <source>Panic</source>
        <translation>Pánico</translation>
    </message>
    <message>
        <source>End panic</source>
        <translation>Terminar el pánico</translation>
    </message>
    <message>
        <source>Others see a still card. Press to show the avatar again (Shift+Esc)</source>
        <translation>Los demás ven una tarjeta fija. Pulsa para mostrar de nuevo el avatar (Mayús+Esc)</translation>
    </message>
    <message>
        <source>Show others a still card at once, whatever is going on (Esc)</source>
        <translation>Mostrar enseguida a los demás una tarjeta fija, pase lo que pase (Esc)</translation>
    </message>
    <message>
        <source>Preview of what the others see</source>
        <translation>Vista previa de lo que ven los demás</translation>
    </message>
    <message>
        <source>Paused: the others see a still card</source>
        <translation>En pausa: los demás ven una tarjeta fija</translation>
    </message>
    <message>
        <source>No face in view: the others see the avatar at rest</source>
        <translation>Sin cara a la vista: los demás ven el avatar en reposo</translation>
    </message>
    <message>
        <source>Live, no face</source>
        <translation>En directo, sin cara</translation>
    </message>
    <message>
        <source>Mirrored for you only</source>
        <translation>Reflejada solo para ti</translation>
    </message>
    <message>
        <source>Look straight into the camera, mouth closed, face relaxed</source>
        <translation>Mira de frente a la cámara, boca cerrada, cara relajada</translation>
    </message>
    <message>
        <source>Laugh</source>
        <translation>Risa</translation>
    </message>
    <message>
        <source>Surprise</source>
        <translation>Sorpresa</translation>
    </message>
    <message>
        <source>Wink</source>
        <translation>Guiño</translation>
    </message>
    <message>
        <source>Kiss</source>
        <translation>Beso</translation>
    </message>
    <message>
        <source>Frown</source>
        <translation>Ceño</translation>
    </message>
    <message>
        <source>Expressions stay until the next press</source>
        <translation>Las expresiones duran hasta la próxima pulsación</translation>
    </message>
    <message>
        <source>Expressions stay until the next press; otherwise they last as long as you hold the button</source>
        <translation>Las expresiones duran hasta la próxima pulsación; si no, mientras mantienes el botón</translation>
    </message>
    <message>
        <source>Reset this group</source>
        <translation>Restablecer este grupo</translation>
    </message>
    <message>
        <source>Reset {group}</source>
        <translation>Restablecer {group}</translation>
    </message>
    <message>
        <source>About vcam</source>
        <translation>Acerca de vcam</translation>
    </message>
    <message>
        <source>vcam {version}</source>
        <translation>vcam {version}</translation>
    </message>
    <message>
        <source>Any photo becomes your face in video calls. Everything happens on this computer.</source>
        <translation>Cualquier foto se convierte en tu cara en las videollamadas. Todo ocurre en este ordenador.</translation>
    </message>
    <message>
        <source>Licence of</source>
        <translation>Licencia de</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Licencia</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>Comportamiento</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Preguntar</translation>
    </message>
    <message>
        <source>Ask when the window is closed</source>
        <translation>Preguntar al cerrar la ventana</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>Dejar en marcha</translation>
    </message>
    <message>
        <source>Others keep seeing the avatar; the tray brings the window back</source>
        <translation>Los demás siguen viendo el avatar; la bandeja trae la ventana de vuelta</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Closing the window ends vcam</source>
        <translation>Cerrar la ventana termina vcam</translation>
    </message>
    <message>
        <source>Closing the window</source>
        <translation>Al cerrar la ventana</translation>
    </message>
    <message>
        <source>This desktop has no tray, so that closing the window ends vcam.</source>
        <translation>Este escritorio no tiene bandeja, así que cerrar la ventana termina vcam.</translation>
    </message>
    <message>
        <source>Start out of the way</source>
        <translation>Empezar sin estorbar</translation>
    </message>
    <message>
        <source>Rest while nobody watches</source>
        <translation>Descansar si nadie mira</translation>
    </message>
    <message>
        <source>While the window is hidden and no program uses the virtual camera, the webcam is off and nothing is drawn. A program that opens the camera wakes vcam. Only Linux tells who watches; elsewhere vcam keeps going.</source>
        <translation>Mientras la ventana está oculta y ningún programa usa la cámara virtual, la cámara web está apagada y no se dibuja nada. Un programa que abre la cámara despierta a vcam. Solo Linux dice quién mira; en otros sistemas vcam sigue.</translation>
    </message>
    <message>
        <source>Badge “Synthetic avatar”</source>
        <translation>Distintivo «Avatar sintético»</translation>
    </message>
    <message>
        <source>The badge stands in the lower left corner of the picture that others see. Recordings and pictures always say in their metadata that they are synthetic.</source>
        <translation>El distintivo está en la esquina inferior izquierda de la imagen que ven los demás. Las grabaciones y las imágenes siempre dicen en sus metadatos que son sintéticas.</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnóstico</translation>
    </message>
    <message>
        <source>Versions, devices, timings and the last problems, for a question or a bug report. There are no pictures in it and no names of your files.</source>
        <translation>Versiones, dispositivos, tiempos y los últimos problemas, para una pregunta o un aviso de error. No contiene imágenes ni nombres de tus archivos.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Mirar de nuevo</translation>
    </message>
    <message>
        <source>Open the log file</source>
        <translation>Abrir el registro</translation>
    </message>
    <message>
        <source>Looking at everything ...</source>
        <translation>Mirándolo todo ...</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere.</source>
        <translation>No se envía nada a ninguna parte.</translation>
    </message>
    <message>
        <source>Copied. Paste it into your message.</source>
        <translation>Copiado. Pégalo en tu mensaje.</translation>
    </message>
    <message>
        <source>There is no log file yet.</source>
        <translation>Aún no hay ningún archivo de registro.</translation>
    </message>
    <message>
        <source>vcam: settings and help</source>
        <translation>vcam: opciones y ayuda</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Páginas</translation>
    </message>
    <message>
        <source>General</source>
        <translation>General</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Dark or light, as the system is</source>
        <translation>Oscuro o claro, como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Always light</source>
        <translation>Siempre claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Always dark</source>
        <translation>Siempre oscuro</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <source>The new language is used from the next start.</source>
        <translation>El nuevo idioma se usa desde el próximo inicio.</translation>
    </message>
    <message>
        <source>Restart now</source>
        <translation>Reiniciar ahora</translation>
    </message>
    <message>
        <source>As the system ({language})</source>
        <translation>Como el sistema ({language})</translation>
    </message>
    <message>
        <source>Remote control</source>
        <translation>Control remoto</translation>
    </message>
    <message>
        <source>A Stream Deck, a MIDI controller or a script on this computer can steer vcam by Open Sound Control (OSC). Other computers can&apos;t reach it.</source>
        <translation>Un Stream Deck, un controlador MIDI o un script de este ordenador puede dirigir vcam por Open Sound Control (OSC). Otros ordenadores no llegan a él.</translation>
    </message>
    <message>
        <source>Let programs control vcam</source>
        <translation>Permitir el control</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Puerto</translation>
    </message>
    <message>
        <source>Port (UDP)</source>
        <translation>Puerto (UDP)</translation>
    </message>
    <message>
        <source>What can be sent</source>
        <translation>Qué se puede enviar</translation>
    </message>
    <message>
        <source>an avatar by its name</source>
        <translation>un avatar por su nombre</translation>
    </message>
    <message>
        <source>an avatar by its number</source>
        <translation>un avatar por su número</translation>
    </message>
    <message>
        <source>the next avatar</source>
        <translation>el avatar siguiente</translation>
    </message>
    <message>
        <source>the avatar before</source>
        <translation>el avatar anterior</translation>
    </message>
    <message>
        <source>start or stop</source>
        <translation>iniciar o detener</translation>
    </message>
    <message>
        <source>pause; 0 ends it</source>
        <translation>pausa; 0 la termina</translation>
    </message>
    <message>
        <source>the still card at once; 0 ends it</source>
        <translation>la tarjeta fija enseguida; 0 la termina</translation>
    </message>
    <message>
        <source>one edit</source>
        <translation>un ajuste</translation>
    </message>
    <message>
        <source>all edits back</source>
        <translation>todos los ajustes a su valor</translation>
    </message>
    <message>
        <source>the edits of a look</source>
        <translation>los ajustes de un aspecto</translation>
    </message>
    <message>
        <source>an expression; 0 ends it</source>
        <translation>una expresión; 0 la termina</translation>
    </message>
    <message>
        <source>your face now is the neutral one</source>
        <translation>tu cara de ahora es la neutra</translation>
    </message>
    <message>
        <source>From {low} to {high}. Double-click to reset</source>
        <translation>De {low} a {high}. Doble clic para restablecer</translation>
    </message>
    <message>
        <source>Sync offset in milliseconds</source>
        <translation>Desfase de sincronización en milisegundos</translation>
    </message>
    <message>
        <source>{ms} ms</source>
        <translation>{ms} ms</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Cerrar la ventana</translation>
    </message>
    <message>
        <source>Keep vcam running?</source>
        <translation>¿Dejar vcam en marcha?</translation>
    </message>
    <message>
        <source>vcam can go on in the background, so that others keep seeing your avatar. Its icon in the tray brings the window back. The settings change this later.</source>
        <translation>vcam puede seguir en segundo plano, para que los demás sigan viendo tu avatar. Su icono en la bandeja trae la ventana de vuelta. Las opciones permiten cambiarlo después.</translation>
    </message>
    <message>
        <source>Quit vcam</source>
        <translation>Salir de vcam</translation>
    </message>
    <message>
        <source>Position in the video or motion</source>
        <translation>Posición en el vídeo o movimiento</translation>
    </message>
    <message>
        <source>Where it stands (Ctrl+Left, Ctrl+Right). Double-click for the beginning</source>
        <translation>Dónde está (Ctrl+Izquierda, Ctrl+Derecha). Doble clic para el principio</translation>
    </message>
    <message>
        <source>Pause the video or motion</source>
        <translation>Pausar el vídeo o movimiento</translation>
    </message>
    <message>
        <source>Play the video or motion</source>
        <translation>Reproducir el vídeo o movimiento</translation>
    </message>
    <message>
        <source>Hide vcam</source>
        <translation>Ocultar vcam</translation>
    </message>
    <message>
        <source>Start or stop</source>
        <translation>Iniciar o detener</translation>
    </message>
    <message>
        <source>Panic: show the card</source>
        <translation>Pánico: mostrar la tarjeta</translation>
    </message>
    <message>
        <source>First to sixth expression</source>
        <translation>De la primera a la sexta expresión</translation>
    </message>
    <message>
        <source>First to ninth avatar</source>
        <translation>Del primer al noveno avatar</translation>
    </message>
    <message>
        <source>The next avatar</source>
        <translation>El avatar siguiente</translation>
    </message>
    <message>
        <source>The avatar before</source>
        <translation>El avatar anterior</translation>
    </message>
    <message>
        <source>Add a photo from the clipboard</source>
        <translation>Añadir una foto del portapapeles</translation>
    </message>
    <message>
        <source>Rename the avatar that has the focus</source>
        <translation>Cambiar el nombre del avatar enfocado</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Quitarlo</translation>
    </message>
    <message>
        <source>Move it earlier or later</source>
        <translation>Moverlo antes o después</translation>
    </message>
    <message>
        <source>Play or pause the video or motion</source>
        <translation>Reproducir o pausar el vídeo o movimiento</translation>
    </message>
    <message>
        <source>Wind it back or forward</source>
        <translation>Retroceder o avanzar</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>Avatar</translation>
    </message>
    <message>
        <source>Show vcam</source>
        <translation>Mostrar vcam</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Seguimiento</translation>
    </message>
    <message>
        <source>vcam: not running</source>
        <translation>vcam: detenido</translation>
    </message>
    <message>
        <source>vcam: others see the still card</source>
        <translation>vcam: los demás ven la tarjeta fija</translation>
    </message>
    <message>
        <source>vcam: live</source>
        <translation>vcam: en directo</translation>
    </message>
    <message>
        <source>vcam: asleep until somebody watches</source>
        <translation>vcam: dormido hasta que alguien mire</translation>
    </message>
    <message>
        <source>Show the guide</source>
        <translation>Mostrar la guía</translation>
    </message>
    <message>
        <source>opening the folder</source>
        <translation>abrir la carpeta</translation>
    </message>
    <message>
        <source>Recordings have no sound. To record your voice too, record in OBS: add vcam&apos;s camera and your microphone there.</source>
        <translation>Las grabaciones no tienen sonido. Para grabar también tu voz, graba en OBS: añade allí la cámara de vcam y tu micrófono.</translation>
    </message>
    <message>
        <source>The recording is saved as {name}.</source>
        <translation>La grabación se ha guardado como {name}.</translation>
    </message>
    <message>
        <source>The picture is saved as {name}.</source>
        <translation>La imagen se ha guardado como {name}.</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar en la carpeta</translation>
    </message>
    <message>
        <source>Audio delay for OBS</source>
        <translation>Retraso de audio para OBS</translation>
    </message>
    <message>
        <source>Calibrating. {advice}</source>
        <translation>Calibración: {advice}</translation>
    </message>
    <message>
        <source>The driver</source>
        <translation>La fuente de movimiento</translation>
    </message>
    <message>
        <source>looking for cameras</source>
        <translation>buscar cámaras</translation>
    </message>
    <message>
        <source>The look is saved as {name}.</source>
        <translation>El aspecto se ha guardado como {name}.</translation>
    </message>
    <message>
        <source>using a look</source>
        <translation>usar un aspecto</translation>
    </message>
    <message>
        <source>Sample motion: {name}</source>
        <translation>Muestra: {name}</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (sin conectar)</translation>
    </message>
    <message>
        <source>Last camera (not connected)</source>
        <translation>Última cámara (sin conectar)</translation>
    </message>
    <message>
        <source>Driven by</source>
        <translation>Movido por</translation>
    </message>
    <message>
        <source>What drives the avatar</source>
        <translation>Qué mueve el avatar</translation>
    </message>
    <message>
        <source>Open a video or motion file</source>
        <translation>Abrir un vídeo o movimiento</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>Looking for cameras ...</source>
        <translation>Buscando cámaras ...</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in, or open a video.</source>
        <translation>No hay ninguna cámara conectada. Conecta una o abre un vídeo.</translation>
    </message>
    <message>
        <source>No camera is connected. The sample motion shows what vcam does.</source>
        <translation>No hay ninguna cámara conectada. El movimiento de muestra enseña lo que hace vcam.</translation>
    </message>
    <message>
        <source>Tracked face</source>
        <translation>Cara seguida</translation>
    </message>
    <message>
        <source>The points that tracking finds. Your camera picture is neither shown nor sent.</source>
        <translation>Los puntos que encuentra el seguimiento. La imagen de tu cámara ni se muestra ni se envía.</translation>
    </message>
    <message>
        <source>No face in view</source>
        <translation>Sin cara a la vista</translation>
    </message>
    <message>
        <source>Shows your face&apos;s points when live</source>
        <translation>Muestra los puntos de tu cara en directo</translation>
    </message>
    <message>
        <source>Send to the virtual camera</source>
        <translation>Enviar a la cámara virtual</translation>
    </message>
    <message>
        <source>Send the picture to call apps</source>
        <translation>Enviar la imagen a los programas de llamadas</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>In your call app, choose the camera “{name}”.</source>
        <translation>En tu programa de llamadas, elige la cámara «{name}».</translation>
    </message>
    <message>
        <source>There is no virtual camera yet. {help}</source>
        <translation>Aún no hay ninguna cámara virtual. {help}</translation>
    </message>
    <message>
        <source>{name}, in use</source>
        <translation>{name}, en uso</translation>
    </message>
    <message>
        <source>{name} is added.</source>
        <translation>{name} se ha añadido.</translation>
    </message>
    <message>
        <source>Synthetic avatar</source>
        <translation>Avatar sintético</translation>
    </message>
</context>
</TS>
