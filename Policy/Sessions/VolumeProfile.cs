namespace Pipelock.Policy.Sessions;

/// <summary>How many bytes a session usually exchanges per window, and whether it now exchanges far more.</summary>
/// <remarks>The usual is a moving average of the windows before; it means something after a few of them.</remarks>
internal struct VolumeProfile
{
    private const int WindowsToLearn = 3;
    private const double Weight = 0.25;

    private long _begin;
    private long _bytes;
    private double _usual;
    private int _windows;
    private bool _told;

    /// <summary>Adds bytes; true, once per window, when they exceed <paramref name="ratio"/> times the usual.</summary>
    public bool Add(long bytes, double ratio, long window, long now)
    {
        if (_begin == 0) _begin = now;
        if (now - _begin >= window) Close(window, now);
        _bytes += bytes;
        if (_told || ratio <= 0 || _windows < WindowsToLearn || _bytes <= ratio * Math.Max(_usual, 1)) return false;
        _told = true;
        return true;
    }

    private void Close(long window, long now)
    {
        _usual = _windows == 0 ? _bytes : _usual + (Weight * (_bytes - _usual));
        _windows++;
        _bytes = 0;
        _told = false;
        _begin = now - ((now - _begin) % window);
    }
}
