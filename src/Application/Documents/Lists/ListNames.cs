using System.Globalization;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Lists;

/// <summary>
/// Values as text. The id of a pupil, contact, school or member of staff becomes the name, when the caller may know it; one query
/// for each kind of them, whatever the length of the list.
/// </summary>
internal sealed class ListNames(DocumentNames names)
{
    private Dictionary<Guid, PersonDto> _pupils = [];
    private Dictionary<Guid, PersonDto> _contacts = [];
    private Dictionary<Guid, PersonDto> _staff = [];
    private Dictionary<Guid, string> _schools = [];

    /// <summary>All pupils of whom the values tell.</summary>
    public IReadOnlyCollection<Guid> Pupils { get; private set; } = [];

    public Task<DocumentSchool?> SchoolAsync(Guid id, string permission, CancellationToken ct) => names.SchoolAsync(id, permission, ct);

    public Task<DocumentSchool> SchoolAsync(Guid id, CancellationToken ct) => names.SchoolAsync(id, ct);

    public Task<string?> ClassAsync(Guid id, CancellationToken ct) => names.ClassAsync(id, ct);

    public Task<string?> UnknownAsync(DocumentRequest request, string permission, CancellationToken ct) => names.UnknownAsync(request, permission, ct);

    public async Task LearnAsync(IEnumerable<object?> values, CancellationToken ct)
    {
        var all = values.SelectMany(v => v switch
        {
            IEnumerable<PupilId> several => several.Cast<object?>(),
            IEnumerable<StaffId> several => several.Cast<object?>(),
            _ => [v],
        }).ToHashSet();
        Pupils = [.. all.OfType<PupilId>().Select(p => p.Value)];
        _pupils = await names.PupilsAsync(Pupils, ct);
        _contacts = await names.ContactsAsync(all.OfType<ContactId>(), ct);
        _staff = await names.StaffAsync(all.OfType<StaffId>().Select(s => s.Value), ct);
        _schools = await names.SchoolsAsync(all.OfType<SchoolId>().Select(s => s.Value), ct);
    }

    public string? OnPaper(object? value) => value switch
    {
        Enum code => Words.Sentence(EnumCodes.Format(code)),
        DateOnly day => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        DateTimeOffset at => Short(at),
        _ => Text(value),
    };

    public string? InSheet(object? value) => value switch
    {
        Enum code => EnumCodes.Format(code),
        DateOnly day => Iso(day),
        DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => Text(value),
    };

    private string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool yes => YesNo(yes),
        PupilId pupil => Name(_pupils.GetValueOrDefault(pupil.Value)),
        IEnumerable<PupilId> several => string.Join(", ", several.Select(p => Text(p))),
        ContactId contact => Name(_contacts.GetValueOrDefault(contact.Value)),
        IEnumerable<StaffId> several => string.Join(", ", several.Select(s => Text(s))),
        StaffId member => Name(_staff.GetValueOrDefault(member.Value)),
        SchoolId school => _schools.GetValueOrDefault(school.Value, DocumentNames.Withheld),
        IEnumerable<string> texts => string.Join('\n', texts),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"{value.GetType().Name} has no text."),
    };
}
