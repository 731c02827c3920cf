using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.Recognitions.Queries;

/// <summary>The recognitions that the caller reaches. Sorts: <c>occurredAt</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.RecognitionsRead), Audited("recognition.list")]
public sealed record ListRecognitionsQuery : PagedQuery, IQuery<Page<RecognitionDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Recognitions of this pupil. Other pupils are then left out.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>What this member of staff wrote.</summary>
    public Guid? AuthorId { get; init; }
    /// <summary>What belongs to this programme, for whoever reads the programme.</summary>
    public Guid? ProgrammeId { get; init; }
    public RecognitionKind? Kind { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListRecognitionsValidator : AbstractValidator<ListRecognitionsQuery>
{
    public ListRecognitionsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListRecognitionsHandler(RecognitionAccess access, RecognitionAnswers answers, RecognitionLinks links, IPager pager)
    : IQueryHandler<ListRecognitionsQuery, Page<RecognitionDto>>
{
    private static readonly Keyset<Recognition, RecognitionDto>[] Sorts =
    [
        Keyset.By<Recognition, RecognitionDto, DateTimeOffset, RecognitionId>(
            "occurredAt", r => r.OccurredAt, d => d.OccurredAt, r => r.Id, d => d.Id, descending: true),
        Keyset.By<Recognition, RecognitionDto, DateTimeOffset, RecognitionId>("updatedAt", r => r.UpdatedAt, d => d.UpdatedAt, r => r.Id, d => d.Id),
    ];

    public async Task<Result<Page<RecognitionDto>>> Handle(ListRecognitionsQuery request, CancellationToken cancellationToken)
    {
        var recognitions = request.PupilId is { } pupil ? await access.ReadableOfAsync(new(pupil), cancellationToken) : access.Readable();
        var page = await pager.PageAsync(Filter(recognitions, request), request, Sorts, cancellationToken);
        return !page.IsSuccess ? page.Error : page.Value with
        {
            Data = request.PupilId is { } one ? await answers.OfPupilAsync(page.Value.Data, one, cancellationToken) : await answers.OfReadAsync(page.Value.Data, cancellationToken),
        };
    }

    private IQueryable<Recognition> Filter(IQueryable<Recognition> recognitions, ListRecognitionsQuery request)
    {
        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            recognitions = recognitions.Where(r => r.SchoolId == id);
        }

        if (request.AuthorId is { } author)
        {
            var id = new StaffId(author);
            recognitions = recognitions.Where(r => r.AuthorId == id);
        }

        if (request.ProgrammeId is { } programme)
        {
            recognitions = links.OfProgramme(recognitions, new SupportProgrammeId(programme));
        }

        if (request.Kind is { } kind)
        {
            recognitions = recognitions.Where(r => r.Kind == kind);
        }

        return (request.IncludeVoid ? recognitions : recognitions.Where(r => r.VoidedAt == null)).OnDays(r => r.OccurredAt, request.From, request.To);
    }
}
