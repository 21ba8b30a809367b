package weave

// FilesOf are the files of a weave whose parts are of a size.
func (w *Weave) FilesOf(partSize int) ([]File, error) { return w.files(partSize) }
